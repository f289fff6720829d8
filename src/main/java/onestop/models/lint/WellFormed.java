package onestop.models.lint;

import java.util.Optional;
import java.util.Set;

/** The file is well-formed BPMN of acceptable size, without a document type. */
public final class WellFormed implements LintRule<Optional<ModelSource>> {
  @Override
  public Set<String> codes() {
    return Set.of("L001");
  }

  @Override
  public void check(Optional<ModelSource> source, Findings findings) {
    if (source.isEmpty()) {
      findings.error("L001", null, String.valueOf(ModelSource.MAX_BYTES / 1_000_000));
    }
  }
}
