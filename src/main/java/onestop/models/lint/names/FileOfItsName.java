package onestop.models.lint.names;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/**
 * A process id belongs to the file of the same name, so that two files never alternate as its
 * newest version.
 */
public final class FileOfItsName implements LintRule<FileOfItsName.Named> {
  /** A process and its file. */
  public record Named(String process, String file) {}

  @Override
  public Set<String> codes() {
    return Set.of("L063");
  }

  @Override
  public void check(Named named, Findings findings) {
    if (!named.file().equals(named.process() + ".bpmn")) {
      findings.error("L063", named.process(), named.process(), named.file());
    }
  }
}
