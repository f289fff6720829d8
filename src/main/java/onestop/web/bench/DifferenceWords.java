package onestop.web.bench;

import java.util.List;
import java.util.Locale;
import onestop.models.difference.ModelDifference;
import onestop.models.difference.ModelDifference.Change;
import onestop.models.difference.ModelDifference.Detail;
import onestop.models.difference.ModelDifference.Kind;
import onestop.web.page.Names;
import org.springframework.stereotype.Component;

/** A difference of two versions in words. */
@Component
final class DifferenceWords {
  private final Names names;

  DifferenceWords(Names names) {
    this.names = names;
  }

  /**
   * A changed element.
   *
   * @param name its label, or its id where it has none
   */
  record Row(String kind, String tone, String type, String name, String id, List<Value> values) {}

  /** A property with its values in words; an empty one is absent. */
  record Value(String label, String before, String after) {}

  /** What was added, removed or changed; what only moved is told by {@link #moved}. */
  List<Row> rows(ModelDifference difference) {
    return difference.changes().stream()
        .filter(change -> change.kind() != Kind.MOVED)
        .map(this::row)
        .toList();
  }

  /** The names of the steps that only moved; flows follow them and are not told. */
  List<String> moved(ModelDifference difference) {
    return difference.of(Kind.MOVED).stream()
        .filter(change -> !change.type().equals("sequenceFlow"))
        .map(DifferenceWords::name)
        .toList();
  }

  /** One sentence for each change, for where there is no room for a table. */
  List<String> sentences(ModelDifference difference) {
    return rows(difference).stream()
        .map(row -> names.text("difference.sentence", row.kind(), row.type(), row.name()))
        .toList();
  }

  private Row row(Change change) {
    String kind = change.kind().name().toLowerCase(Locale.ROOT);
    return new Row(
        names.text("difference.kind." + kind),
        switch (change.kind()) {
          case ADDED -> "good";
          case REMOVED -> "bad";
          case CHANGED -> "warn";
          case MOVED -> "";
        },
        names.textOr("difference.type." + change.type(), change.type()),
        name(change),
        change.id(),
        change.details().stream().map(this::value).toList());
  }

  private static String name(Change change) {
    return change.name().isEmpty() ? change.id() : change.name();
  }

  private Value value(Detail detail) {
    return new Value(
        label(detail.property()),
        word(detail.property(), detail.before()),
        word(detail.property(), detail.after()));
  }

  private String label(String property) {
    return property.startsWith("form.")
        ? names.text("difference.property.form", property.substring("form.".length()))
        : names.textOr("difference.property." + property, property);
  }

  private String word(String property, String value) {
    if (value.isEmpty()) {
      return "";
    }
    if (property.startsWith("form.")) {
      return names.textOr("draw.form." + value, value);
    }
    return switch (property) {
      case "candidateGroups" -> names.textOr("role." + value, value);
      case "agency" -> names.textOr("book.side." + value, value);
      case "allotment" -> value.matches("\\d{1,6}(wd|wh|min|d)") ? names.limit(value) : value;
      default -> value;
    };
  }
}
