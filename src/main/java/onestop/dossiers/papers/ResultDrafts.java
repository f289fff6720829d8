package onestop.dossiers.papers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import onestop.dossiers.steps.ResultSigned;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The draft of a dossier's result: a file of the dossier like its papers, with versions, so that
 * what the head signs is on record by its hash. There is at most one that is current.
 */
@Component
public class ResultDrafts {
  /** The code that stands where a paper has its own in the catalogue. */
  public static final String PAPER = "result";

  private final HandedFiles files;

  ResultDrafts(HandedFiles files) {
    this.files = files;
  }

  /** The current draft; empty while there is none. */
  public Optional<HandedFile> current(DossierCode code) {
    return current(files.of(code));
  }

  /** The current draft among the files of one dossier. */
  public static Optional<HandedFile> current(List<HandedFile> all) {
    return all.stream()
        .filter(file -> PAPER.equals(file.paper()) && file.removal() == null)
        .filter(file -> all.stream().noneMatch(o -> Objects.equals(o.replaces(), file.no())))
        .reduce((earlier, later) -> later);
  }

  /**
   * Refuses a signature under a draft that the signer has not seen.
   *
   * @throws Failure {@code dossiers/result-changed}; then the step is not ended
   */
  @EventListener
  void requireCurrent(ResultSigned signed) {
    boolean same =
        current(signed.dossier())
            .filter(file -> file.file().sha256().equals(signed.sha256()))
            .isPresent();
    if (!same) {
      throw Failure.conflict("dossiers", "result-changed", "code", signed.dossier().value());
    }
  }
}
