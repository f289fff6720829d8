package onestop.dossiers;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.kernel.DossierCode;

/**
 * {@code 000.00.01.H26-YYMMDD-NNNN}, the form of Circular 01/2018/TT-VPCP article 19. The 10,000th
 * dossier of a unit on one day gets a fifth digit instead of a code already used.
 */
final class UnitDayScheme implements DossierCodeScheme {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
  private static final Pattern DAY_AND_NUMBER = Pattern.compile("(\\d{6})(\\d{4,10})");

  @Override
  public DossierCode code(String unitPrefix, LocalDate day, int sequence) {
    return new DossierCode("%s-%s-%04d".formatted(unitPrefix, DAY.format(day), sequence));
  }

  @Override
  public Optional<DossierCode> read(String unitPrefix, TypedCode typed) {
    String unit = unitPrefix.replaceAll("[^\\p{Alnum}]", "").toUpperCase(Locale.ROOT);
    Matcher rest =
        typed.letters().startsWith(unit)
            ? DAY_AND_NUMBER.matcher(typed.letters().substring(unit.length()))
            : DAY_AND_NUMBER.matcher("");
    return rest.matches()
        ? Optional.of(
            new DossierCode("%s-%s-%s".formatted(unitPrefix, rest.group(1), rest.group(2))))
        : Optional.empty();
  }
}
