package onestop.dossiers;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import onestop.kernel.DossierCode;

/**
 * {@code 000.00.01.H26-YYMMDD-NNNN}, the form of Circular 01/2018/TT-VPCP article 19. The 10,000th
 * dossier of a unit on one day gets a fifth digit instead of a code already used.
 */
final class UnitDayScheme implements DossierCodeScheme {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

  @Override
  public DossierCode code(String unitPrefix, LocalDate day, int sequence) {
    return new DossierCode("%s-%s-%04d".formatted(unitPrefix, DAY.format(day), sequence));
  }
}
