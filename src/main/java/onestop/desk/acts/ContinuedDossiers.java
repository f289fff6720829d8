package onestop.desk.acts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.reading.DossierAccess;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.Dossiers;
import onestop.dossiers.continuation.Continuations;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.IntakeRecord.Continued;
import onestop.dossiers.life.IntakeRecord.Ground;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Closed dossiers that are continued by new ones. */
@Service
public final class ContinuedDossiers {
  private final Dossiers dossiers;
  private final Continuations continuations;
  private final DossierAccess access;

  ContinuedDossiers(Dossiers dossiers, Continuations continuations, DossierAccess access) {
    this.dossiers = dossiers;
    this.continuations = continuations;
    this.access = access;
  }

  /**
   * How a dossier stands among those that continue one another.
   *
   * @param continues what it continues; null if it is no continuation
   * @param by the dossiers that continue it
   * @param grounds on which the caller may continue it now; empty if not
   * @param procedure the code of its procedure
   */
  public record Standing(
      @Nullable Continued continues, List<DossierCode> by, Set<Ground> grounds, String procedure) {}

  /**
   * How the dossier stands.
   *
   * @throws onestop.kernel.Failure {@code dossiers/no-such-dossier}
   */
  public Standing of(DossierCode code, Caller caller) {
    Dossier dossier = dossiers.get(code);
    IntakeRecord record = dossier.intake();
    return new Standing(
        record == null ? null : record.continues(),
        continuations.of(dossier.code()),
        isOwn(dossier, caller) && dossier.parent() == null
            ? Ground.after(dossier.state())
            : Set.of(),
        dossier.pins().procedure().code());
  }

  /** The closed dossier of the caller's counter that can be continued; empty if it cannot. */
  public Optional<Dossier> continuable(DossierCode code, Caller caller) {
    return dossiers
        .find(code)
        .filter(dossier -> access.of(caller, code) == Reading.OPEN)
        .filter(dossier -> !of(code, caller).grounds().isEmpty());
  }

  private static boolean isOwn(Dossier dossier, Caller caller) {
    return caller.hasAny(Role.DESK_OFFICER)
        && caller.officer().agency().equals(dossier.agencies().receiving());
  }
}
