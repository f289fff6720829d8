package onestop.web.page;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onestop.apologies.ObligationFilter;
import onestop.apologies.ObligationState;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/** The lists of letters that a reader may choose from. */
enum LetterList {
  /** Whatever had to be written and was not excused: issued, or past its limit. */
  OWED,
  /** Out. */
  ISSUED,
  /** To be drafted or signed. */
  WAITING,
  /** Past its limit and not out. */
  MISSING,
  WAIVED,
  VOID;

  /** The words of all lists, in order. */
  static List<String> words() {
    return Arrays.stream(values()).map(l -> l.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** The obligations of this list; what is missing is a matter of more than states. */
  ObligationFilter filter(@Nullable AgencyCode agency) {
    return switch (this) {
      case OWED -> with(EnumSet.of(ObligationState.ISSUED, ObligationState.BREACHED), agency);
      case ISSUED -> with(EnumSet.of(ObligationState.ISSUED), agency);
      case WAITING ->
          with(
              EnumSet.of(ObligationState.OPENED, ObligationState.DRAFTED, ObligationState.SIGNED),
              agency);
      case MISSING -> with(EnumSet.of(ObligationState.BREACHED), agency);
      case WAIVED -> with(EnumSet.of(ObligationState.WAIVED), agency);
      case VOID -> with(EnumSet.of(ObligationState.VOID), agency);
    };
  }

  private static ObligationFilter with(Set<ObligationState> states, @Nullable AgencyCode agency) {
    return new ObligationFilter(states, agency, null);
  }
}
