package onestop.dossiers.steps;

import onestop.kernel.DossierCode;

/**
 * The draft of a result that an officer signs with a step.
 *
 * @param sha256 its hash, as the signer saw it
 * @param check refuses what is not the current draft; called under the dossier's lock
 */
public record SignedDraft(String sha256, Check check) {
  /** Knows the current draft of a dossier. */
  @FunctionalInterface
  public interface Check {
    /**
     * Refuses a signature under a draft that the signer has not seen.
     *
     * @throws onestop.kernel.Failure {@code dossiers/result-changed}; then the step is not ended
     */
    void requireCurrent(DossierCode dossier, String sha256);
  }
}
