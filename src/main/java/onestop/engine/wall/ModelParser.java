package onestop.engine.wall;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine's own parser on a model, with the checks of a deployment: schema, references, and
 * both of the engine's walls. Needs no running engine and no database, and has no side effects.
 */
public final class ModelParser {
  private ModelParser() {}

  /**
   * One reason for the engine to refuse the model.
   *
   * @param element the id of the element; null if the engine reports none
   * @param line the line in the file, from 1; 0 if it is unknown
   * @param message the engine's own message, in English
   */
  public record Problem(@Nullable String element, int line, String message) {}

  /** All problems that the engine reports, in its order; empty if the engine accepts the model. */
  public static List<Problem> problems(byte[] bpmn) {
    BpmnParser parser = new BpmnParser(KnownExpressions.unbound(), GuardedParse::new);
    parser.getParseListeners().add(new KnownBehaviours());
    DeploymentEntity deployment = new DeploymentEntity();
    deployment.setNew(true);
    Context.setProcessEngineConfiguration(Settings.NEVER_BUILT);
    try {
      parser
          .createParse()
          .sourceInputStream(new ByteArrayInputStream(bpmn))
          .deployment(deployment)
          .execute();
      return List.of();
    } catch (ParseException e) {
      return e.getResorceReports().stream()
          .flatMap(report -> report.getErrors().stream())
          .map(p -> new Problem(p.getMainElementId(), p.getLine(), p.getMessage()))
          .toList();
    } catch (ProcessEngineException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return List.of(new Problem(null, 0, String.valueOf(cause.getMessage())));
    } finally {
      Context.removeProcessEngineConfiguration();
    }
  }

  /**
   * The configuration from which the parser reads a few defaults; no engine is ever built from it.
   */
  private static final class Settings {
    private static final ProcessEngineConfigurationImpl NEVER_BUILT =
        new StandaloneProcessEngineConfiguration();

    static {
      NEVER_BUILT.setEnforceHistoryTimeToLive(false);
    }
  }
}
