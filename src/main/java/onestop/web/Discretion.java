package onestop.web;

import java.util.regex.Pattern;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** What lists keep from an auditor, who opens one dossier at a time and says why. */
public final class Discretion {
  /** Part of a dossier's code, and of nobody's name. */
  private static final Pattern PART_OF_A_CODE =
      Pattern.compile("[\\p{Alnum}.-]*\\d[\\p{Alnum}.-]*");

  private Discretion() {}

  /** Whether this reader sees lists without the applicants. */
  public static boolean hidesApplicants() {
    return LookupGate.auditor() != null;
  }

  /**
   * The words to search for: an auditor searches by code, since a list found by a name tells whose
   * it is.
   *
   * @throws Failure {@code web/search-by-code} if an auditor searches for anything else
   */
  public static @Nullable String searched(@Nullable String text) {
    if (text != null
        && !text.isBlank()
        && hidesApplicants()
        && !PART_OF_A_CODE.matcher(text.strip()).matches()) {
      throw Failure.badInput("web", "search-by-code");
    }
    return text;
  }
}
