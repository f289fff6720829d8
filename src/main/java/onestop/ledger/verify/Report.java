package onestop.ledger.verify;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Prints the first findings as they come, a line each, and counts all of them by their kind. */
final class Report {
  private static final int KEPT = 1_000;

  private final PrintStream out;
  private final ResourceBundle texts;
  private final List<String> kept = new ArrayList<>();
  private final Map<String, Long> kinds = new TreeMap<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private long found;

  Report(PrintStream out, Locale locale) {
    this.out = out;
    this.texts = ResourceBundle.getBundle("messages.verify", locale);
  }

  /**
   * Something that does not hold.
   *
   * @param dossier empty where it is about no dossier
   * @param entry -1 where it is about no entry
   */
  record Finding(String kind, String dossier, long entry, Object... values) {}

  /** Something about the log as such that does not hold. */
  void ofLog(String kind, Object... values) {
    add(new Finding(kind, "", -1, values));
  }

  void add(Finding finding) {
    found++;
    kinds.merge(finding.kind(), 1L, Long::sum);
    if (found > KEPT) {
      return; // nobody reads on, and a file must not decide how much we write
    }
    String sentence = text("finding." + finding.kind(), finding.values());
    String dossier = finding.dossier().isEmpty() ? "-" : plain(finding.dossier());
    String entry = finding.entry() < 0 ? "-" : String.valueOf(finding.entry());
    out.println(finding.kind() + " " + dossier + " " + entry + " " + sentence);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", finding.kind());
    row.put("dossier", finding.dossier());
    row.put("entry", finding.entry());
    row.put("sentence", sentence);
    kept.add(json(row));
  }

  void figure(String name, Object value) {
    figures.put(name, value);
  }

  String text(String key, Object... values) {
    String text = texts.getString("verify." + key);
    Object[] words = Stream.of(values).map(String::valueOf).toArray();
    return plain(new MessageFormat(text, texts.getLocale()).format(words));
  }

  /** What a file says may not look like a line of ours. */
  private static String plain(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }

  /** The last lines: the figures, whether all holds, and on demand all of it as one JSON object. */
  int conclude(boolean wantsJson) {
    if (found > KEPT) {
      out.println(text("rest", found - KEPT, kinds));
    }
    figures.forEach((name, value) -> out.println(text("figure." + name, value)));
    out.println(found == 0 ? text("holds") : text("broken", found));
    if (wantsJson) {
      figures.put("holds", found == 0);
      figures.put("found", found);
      String object = json(figures).replaceFirst("}$", ",\"kinds\":");
      out.println(object + json(kinds) + ",\"findings\":[" + String.join(",", kept) + "]}");
    }
    return found == 0 ? 0 : 1;
  }

  private static String json(Map<String, ?> row) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    row.forEach(
        (name, value) ->
            json.add(quoted(name) + ":" + (value instanceof String text ? quoted(text) : value)));
    return json.toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      boolean plain = c >= ' ' && c != '"' && c != '\\';
      quoted.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return quoted.append('"').toString();
  }
}
