package onestop.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One paper of a dossier. A count of 0 leaves its cell empty.
 *
 * @param name the name of the paper
 * @param originals the number of originals
 * @param certified the number of certified copies
 * @param copies the number of plain copies
 * @param note a remark
 */
public record PaperLine(
    String name, int originals, int certified, int copies, @Nullable String note) {

  /** A paper without counts of originals and copies. */
  public static PaperLine of(String name) {
    return new PaperLine(name, 0, 0, 0, null);
  }

  static List<Map<String, Object>> fields(List<PaperLine> papers) {
    return papers.stream().map(PaperLine::fields).toList();
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("originals", count(originals));
    fields.put("certified", count(certified));
    fields.put("copies", count(copies));
    fields.put("note", FormWords.text(note));
    return fields;
  }

  private static String count(int n) {
    return n == 0 ? "" : Integer.toString(n);
  }
}
