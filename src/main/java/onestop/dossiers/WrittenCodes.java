package onestop.dossiers;

import java.util.LinkedHashSet;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.kernel.DossierCode;
import org.springframework.stereotype.Service;

/** Tells which code of a dossier a person means by letters and digits from a paper. */
@Service
public class WrittenCodes {
  private final Agencies agencies;
  private final DossierNumbers numbers;

  WrittenCodes(Agencies agencies, DossierNumbers numbers) {
    this.agencies = agencies;
    this.numbers = numbers;
  }

  /**
   * The codes that the letters and digits can stand for, whether such dossiers exist or not: as a
   * rule one of a unit, and the letters themselves for a scheme without dots and dashes.
   */
  public Set<DossierCode> meant(TypedCode typed) {
    Set<DossierCode> codes =
        new LinkedHashSet<>(
            numbers.read(typed, agencies.all().stream().map(Agency::codePrefix).toList()));
    codes.add(new DossierCode(typed.letters()));
    return codes;
  }
}
