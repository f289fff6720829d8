package onestop.procedures.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The condition of an element, in the part of FEEL that forms may use: comparisons of one field
 * with a text, {@code true}, {@code false} or {@code null} by {@code =} or {@code !=}, joined by
 * {@code and}, these joined by {@code or}. Anything else is refused when the form is read, so that
 * a form cannot run a program.
 */
public record FormCondition(List<List<Comparison>> alternatives) {
  private static final Pattern COMPARISON =
      Pattern.compile("([A-Za-z_]\\w{0,59}) *(!?=) *(\"[^\"\\\\]{0,200}\"|true|false|null)");
  private static final int LONGEST = 1_000;

  /**
   * One comparison.
   *
   * @param value the text, {@code "true"} or {@code "false"}, which a field without an answer
   *     equals; null for {@code null}
   */
  public record Comparison(String key, boolean equal, @Nullable String value) {
    boolean holds(Map<String, Object> answers) {
      @Nullable Object answer = answers.get(key);
      boolean same =
          value == null
              ? answer == null
              : value.equals(answer == null ? "false" : answer.toString());
      return same == equal;
    }
  }

  public FormCondition {
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  /** The condition of an expression such as {@code =kind = "sale" and urgent = true}. */
  static Optional<FormCondition> parse(String expression) {
    String text = expression.strip();
    if (!text.startsWith("=") || text.length() > LONGEST) {
      return Optional.empty();
    }
    List<List<Comparison>> alternatives = new ArrayList<>();
    for (String alternative : text.substring(1).split(" or ", -1)) {
      List<Comparison> all = new ArrayList<>();
      for (String part : alternative.split(" and ", -1)) {
        Matcher matcher = COMPARISON.matcher(part.strip());
        if (!matcher.matches()) {
          return Optional.empty();
        }
        String value = matcher.group(3);
        all.add(
            new Comparison(
                matcher.group(1),
                matcher.group(2).equals("="),
                value.equals("null") ? null : value.replace("\"", "")));
      }
      alternatives.add(all);
    }
    return Optional.of(new FormCondition(alternatives));
  }

  /** Whether it holds for the answers given so far. */
  public boolean holds(Map<String, Object> answers) {
    return alternatives.stream().anyMatch(all -> all.stream().allMatch(one -> one.holds(answers)));
  }

  /** The keys that it compares. */
  Set<String> keys() {
    return alternatives.stream()
        .flatMap(List::stream)
        .map(Comparison::key)
        .collect(Collectors.toSet());
  }
}
