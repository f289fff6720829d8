package onestop.models;

import java.util.List;
import java.util.Objects;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes drafts of what designers have drawn. */
@Service
public final class Drawings {
  private final ModelStore store;
  private final Models models;
  private final Sketches sketches;
  private final TransactionTemplate transaction;

  Drawings(
      ModelStore store, Models models, Sketches sketches, PlatformTransactionManager transactions) {
    this.store = store;
    this.models = models;
    this.sketches = sketches;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * A finished drawing.
   *
   * @param newest the newest version that its designer has seen; 0 if there was none
   * @param reason why it was drawn, at most {@link Models#MAX_REASON} characters
   */
  public record Finished(String processKey, int newest, byte[] bpmn, String reason) {}

  /**
   * Saves a drawing as a draft, and erases the unsaved drawing of its designer, in one transaction.
   *
   * @throws Failure {@code models/reason-missing}; {@code models/newer-version} if somebody has
   *     saved a version that the designer has not seen; {@code procedures/model-refused} if the
   *     file exceeds the size limit
   */
  public ModelVersion keep(Finished drawing, Actor.Officer by) {
    requireReason(drawing.reason());
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              store.lock();
              List<ModelVersion> versions = store.of(drawing.processKey());
              if (versions.size() != drawing.newest()) {
                throw Failure.conflict(
                    "models",
                    "newer-version",
                    "version",
                    versions.size(),
                    "seen",
                    drawing.newest());
              }
              ModelVersion draft =
                  models.draft(
                      drawing.processKey() + ".bpmn", drawing.bpmn(), by, drawing.reason());
              sketches.find(by.id(), drawing.processKey()).ifPresent(sketches::discard);
              return draft;
            }));
  }

  /**
   * Refuses a step without a reason: who changed a procedure, when and why is evidence.
   *
   * @throws Failure {@code models/reason-missing}, {@code models/reason-long}
   */
  public static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw Failure.badInput("models", "reason-missing");
    }
    if (reason.length() > Models.MAX_REASON) {
      throw Failure.badInput("models", "reason-long", "max", Models.MAX_REASON);
    }
  }
}
