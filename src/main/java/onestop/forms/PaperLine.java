package onestop.forms;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern MARK = Pattern.compile(" ?[:;,(–-] ?");
  private static final Pattern BETWEEN = Pattern.compile(" ?[,;+] ?| và | and ");

  /** A count and what is counted; the groups are the columns, in their order. */
  private static final Pattern COUNT =
      Pattern.compile(
          "([1-9]\\d{0,2} (?:bản chính|originals?))"
              + "|([1-9]\\d{0,2} (?:bản(?: sao)? chứng thực|certified cop(?:y|ies)))"
              + "|([1-9]\\d{0,2} (?:bản (?:photo|sao|chụp)|cop(?:y|ies)))",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** A paper without counts of originals and copies. */
  public static PaperLine of(String name) {
    return new PaperLine(name, 0, 0, 0, null);
  }

  /**
   * A paper that is asked for, as an officer writes it: its name and, where it matters, how many of
   * what, as in {@code Giấy khai sinh: 1 bản chính, 2 bản chứng thực}. Any other text is a name as
   * a whole.
   */
  public static PaperLine asked(String text) {
    String written =
        Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
    Matcher mark = MARK.matcher(written);
    while (mark.find()) {
      int[] counts = counts(written.substring(mark.end()).replaceFirst("[ .)]+$", ""));
      if (counts.length > 0 && mark.start() > 0) {
        return new PaperLine(
            written.substring(0, mark.start()), counts[0], counts[1], counts[2], null);
      }
    }
    return of(written);
  }

  /** The counts of the columns; none if the text is anything else. */
  private static int[] counts(String text) {
    int[] counts = new int[3];
    for (String one : BETWEEN.split(text)) {
      Matcher count = COUNT.matcher(one);
      if (!count.matches()) {
        return new int[0];
      }
      int column = 0;
      while (count.group(column + 1) == null) {
        column++;
      }
      counts[column] += Integer.parseInt(one.substring(0, one.indexOf(' ')));
    }
    return counts;
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
