package onestop.dossiers;

import java.time.LocalDate;
import java.util.Optional;
import onestop.kernel.DossierCode;

/** Port: the format of dossier codes. The counter is per receiving unit and day. */
public interface DossierCodeScheme {
  /**
   * The code of the {@code sequence}-th dossier (from 1) received by a unit on a day; different
   * arguments always give different codes.
   *
   * @param unitPrefix the unit's identification code, for example {@code 000.00.01.H26}
   */
  DossierCode code(String unitPrefix, LocalDate day, int sequence);

  /** The code of that unit with these letters and digits; empty if the scheme issues none such. */
  Optional<DossierCode> read(String unitPrefix, TypedCode typed);
}
