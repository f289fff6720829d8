package onestop.agencies;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;

/**
 * The order of people in a list, as Vietnamese expect it: by given name, which stands last, then by
 * the whole name; of equal letters those without a tone first, by the rules of the language; then
 * by login. Safe for threads.
 */
public final class ByGivenName implements Comparator<Officer> {
  private final Collator rules;

  public ByGivenName() {
    rules = Collator.getInstance(Locale.forLanguageTag("vi"));
    rules.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
  }

  @Override
  public int compare(Officer one, Officer other) {
    int given = rules.compare(given(one.name()), given(other.name()));
    int whole = given != 0 ? given : rules.compare(one.name(), other.name());
    return whole != 0 ? whole : one.id().value().compareTo(other.id().value());
  }

  private static String given(String name) {
    String stripped = name.strip();
    return stripped.substring(stripped.lastIndexOf(' ') + 1);
  }
}
