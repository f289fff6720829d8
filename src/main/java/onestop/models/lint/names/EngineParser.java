package onestop.models.lint.names;

import java.util.Set;
import onestop.engine.wall.ModelParser;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** The engine's own parser accepts the model, including its diagram. */
public final class EngineParser implements LintRule<byte[]> {
  private static final int MOST = 20;

  @Override
  public Set<String> codes() {
    return Set.of("L029");
  }

  @Override
  public void check(byte[] bpmn, Findings findings) {
    ModelParser.problems(bpmn).stream()
        .limit(MOST)
        .forEach(
            problem ->
                findings.error(
                    "L029", problem.element(), problem.message(), String.valueOf(problem.line())));
  }
}
