package onestop.desk.work;

import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;

/** The withdrawal of a dossier by its applicant, recorded at the desk that received it. */
@Service
public final class ApplicantWithdrawals {
  private final Dossiers dossiers;

  ApplicantWithdrawals(Dossiers dossiers) {
    this.dossiers = dossiers;
  }

  /** Whether the caller may record a withdrawal now. */
  public boolean isOpenTo(Caller caller, Dossier dossier) {
    return dossier.state().isOpen() && isOfOwnDesk(caller, dossier);
  }

  /**
   * Records the withdrawal for that reason.
   *
   * @throws Failure {@code web/not-your-dossier} for another desk, {@code web/reason-needed}
   *     without a reason, or that of the lifecycle if the dossier has ended
   */
  public void withdraw(DossierCode code, String reason, Caller caller) {
    Dossier dossier = dossiers.get(code);
    if (!isOfOwnDesk(caller, dossier)) {
      throw Failure.forbidden("web", "not-your-dossier", "code", code.value());
    }
    if (reason.isBlank()) {
      throw Failure.badInput("web", "reason-needed");
    }
    dossiers.withdraw(dossier.code(), reason.strip(), caller.actor());
  }

  private static boolean isOfOwnDesk(Caller caller, Dossier dossier) {
    return caller.hasAny(Role.DESK_OFFICER)
        && caller.officer().agency().equals(dossier.agencies().receiving());
  }
}
