package onestop.web.page.letters;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onestop.facts.PresentFigures.Case;
import onestop.facts.PresentFigures.Fate;
import onestop.facts.PresentFigures.Which;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * The lists of letters that a reader may choose from; the length of each equals the figure that
 * links to it.
 */
enum LetterList {
  /** Letters that had to be issued: issued, waived or missing. */
  OWED(Fate.OWED, null),
  /** Issued. */
  ISSUED(Set.of(Fate.ISSUED_IN_TIME, Fate.ISSUED_LATE), null),
  /** Issued after its limit. */
  ISSUED_LATE(Set.of(Fate.ISSUED_LATE), null),
  /** To be drafted or signed, before its limit. */
  WAITING(Set.of(Fate.WAITING), null),
  /** Past its limit or its dossier's due date and not issued, with or without an obligation. */
  MISSING(Set.of(Fate.MISSING), null),
  WAIVED(Set.of(Fate.WAIVED), null),
  /** Owed, although its dossier ended in time. */
  FINISHED_IN_TIME(Fate.OWED, Case.FINISHED_IN_TIME),
  /** Owed, and its dossier is open and not late. */
  NOT_LATE_YET(Fate.OWED, Case.NOT_LATE_YET),
  /** Not issued, because its dossier ended in time before. */
  VOID(Set.of(Fate.VOID), null);

  private final Set<Fate> fates;
  private final @Nullable Case standing;

  LetterList(Set<Fate> fates, @Nullable Case standing) {
    this.fates = fates;
    this.standing = standing;
  }

  /** The names of all lists in addresses, in order. */
  static List<String> words() {
    return Arrays.stream(values()).map(LetterList::word).toList();
  }

  private static String word(LetterList list) {
    return list.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The letters of this list. */
  Which which(@Nullable AgencyCode agency) {
    return new Which(fates, standing, agency);
  }
}
