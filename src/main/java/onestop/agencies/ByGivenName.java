package onestop.agencies;

import java.util.Comparator;

/**
 * The order of people in a list, as Vietnamese expect it: by given name, which stands last, then by
 * the whole name word by word, whatever the case; of equal letters those without a tone first; then
 * by login. Safe for threads.
 */
public final class ByGivenName implements Comparator<Officer> {
  private static final Comparator<String> NAMES =
      Comparator.comparing((String name) -> NameKeys.of(name, NameKeys.PLACES))
          .thenComparing(name -> NameKeys.of(name, NameKeys.TONES));

  private static final Comparator<Officer> ORDER =
      Comparator.comparing((Officer officer) -> given(officer.name()), NAMES)
          .thenComparing(Officer::name, NAMES)
          .thenComparing(officer -> officer.id().value());

  @Override
  public int compare(Officer one, Officer other) {
    return ORDER.compare(one, other);
  }

  private static String given(String name) {
    String stripped = name.strip();
    return stripped.substring(stripped.lastIndexOf(' ') + 1);
  }
}
