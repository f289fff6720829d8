package onestop.models;

import java.util.List;
import onestop.kernel.Actor;
import onestop.kernel.Failure;

/** The rule that nobody publishes what he or she has drawn. */
final class FourEyes {
  private FourEyes() {}

  /**
   * Admits a publication by somebody who has not drawn the version. Whoever saved the same bytes as
   * a draft counts as an author too, so that a copy of one's own draft by a colleague does not
   * pass; a version that was in force before, and is brought back by a colleague, does.
   *
   * @throws Failure {@code models/own-drawing}
   */
  static void require(List<ModelVersion> versions, ModelVersion version, Actor by) {
    boolean own =
        versions.stream()
            .filter(one -> one.sha256().equals(version.sha256()) && one.engineVersion() == null)
            .map(ModelVersion::author)
            .anyMatch(ModelVersion.Author.of(by)::equals);
    if (own) {
      throw Failure.conflict("models", "own-drawing", "version", version.version());
    }
  }
}
