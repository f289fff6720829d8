package onestop.inbox.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.kernel.AgencyCode;

/**
 * A text of a unit that its officers insert where they write. Fields in double braces are filled in
 * then.
 *
 * @param no its number, by which it is changed
 */
public record TextBlock(long no, AgencyCode agency, String title, String text) {
  private static final Pattern FIELD = Pattern.compile("\\{\\{([^{}]*)}}");

  /** What a field stands for; its names are in both languages, and both are always understood. */
  public enum Field {
    DOSSIER("mã hồ sơ", "dossier"),
    APPLICANT("người nộp", "applicant"),
    PROCEDURE("thủ tục", "procedure"),
    DUE("hạn trả", "due"),
    OFFICER("cán bộ", "officer"),
    AGENCY("cơ quan", "agency"),
    TODAY("hôm nay", "today");

    private final String vi;
    private final String en;

    Field(String vi, String en) {
      this.vi = vi;
      this.en = en;
    }

    /** The field as it is written, in that language. */
    public String written(String language) {
      return "{{" + (language.equals("en") ? en : vi) + "}}";
    }

    static Optional<Field> named(String name) {
      String wanted = name.strip().toLowerCase(Locale.ROOT);
      for (Field field : values()) {
        if (field.vi.equals(wanted) || field.en.equals(wanted)) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }
  }

  /** The fields of a text that nobody knows, as they are written. */
  static List<String> unknown(String text) {
    List<String> unknown = new ArrayList<>();
    Matcher found = FIELD.matcher(text);
    while (found.find()) {
      if (Field.named(found.group(1)).isEmpty()) {
        unknown.add(found.group());
      }
    }
    String rest = FIELD.matcher(text).replaceAll("");
    if (rest.contains("{{") || rest.contains("}}")) {
      unknown.add(rest.contains("{{") ? "{{" : "}}");
    }
    return unknown;
  }

  /** The text with its fields filled in; a field without a value is left out. */
  public String filled(Map<Field, String> values) {
    Function<String, String> value =
        name -> Field.named(name).map(field -> values.getOrDefault(field, "")).orElse("");
    return FIELD
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
  }
}
