package onestop.dossiers.papers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import onestop.dossiers.steps.StepCompletion.SignedDraft;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Component;

/**
 * The draft of a dossier's result: a file of the dossier like its papers, with versions, so that
 * what the head signs is on record by its hash. There is at most one that is current.
 */
@Component
public class ResultDrafts implements SignedDraft.Check {
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

  @Override
  public void requireCurrent(DossierCode dossier, String sha256) {
    boolean same = current(dossier).filter(file -> file.file().sha256().equals(sha256)).isPresent();
    if (!same) {
      throw Failure.conflict("dossiers", "result-changed", "code", dossier.value());
    }
  }
}
