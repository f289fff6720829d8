package onestop.engine.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import onestop.engine.Canary;
import onestop.engine.HostileModels;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.DefaultArtifactFactory;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.BpmnParseFactory;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of the engine's walls stands without the others. */
@Tag("pure")
class WallsTest {
  private static final Map<String, byte[]> HOSTILE =
      HostileModels.all(Path.of("nowhere"), "http://localhost:9");

  @Test
  void namesAloneRefuseWhatNamesSomethingOfTheEngine() {
    TreeSet<String> passed = passed(GuardedParse::new, new JuelExpressionManager(), List.of());
    assertThat(passed)
        .containsExactlyInAnyOrder(
            "delegate expression",
            "deferred expression",
            "expression as a condition",
            "expression as a cycle",
            "expression as a name",
            "expression as a role",
            "expression behind the known one",
            "expression in character references",
            "message named by an expression");
  }

  @Test
  void behavioursAloneRefuseWhateverIsBuilt() {
    TreeSet<String> passed =
        passed(BpmnParse::new, new JuelExpressionManager(), List.of(new KnownBehaviours()));
    passed.removeIf(name -> name.contains("expression") || name.contains("schema"));
    assertThat(passed).containsExactly("asynchronous step", "inclusion", "initiator and form key");
  }

  @Test
  void expressionsAloneRefuseEveryExpression() {
    TreeSet<String> passed = passed(BpmnParse::new, KnownExpressions.unbound(), List.of());
    assertThat(passed).noneMatch(name -> name.contains("expression"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${''.getClass()}",
        "#{announce}",
        "${announce.toString()}",
        "${announce}${announce}",
        "a ${announce}",
        "${sla}",
        "${sla.nextMark(null)}",
        "${sla.nextMark(execution).length()}",
        "${outcome}",
        "${outcome == \"done\"}",
        "${outcome == 'done' || true}",
        "${outcome == 'done' }",
        "${outcome eq 'done'}",
        "${execution.setVariable('a', 1)}",
        "\\${announce}",
        "${ announce }"
      })
  void knowsNoOtherExpression(String text) {
    assertThatThrownBy(() -> KnownExpressions.unbound().createExpression(text))
        .isInstanceOf(ProcessEngineException.class);
  }

  @Test
  void takesATextThatIsNoExpressionAsItIs() {
    var text = KnownExpressions.unbound().createExpression("Thẩm định hồ sơ");
    assertThat(text.isLiteralText()).isTrue();
    assertThat(text.getValue(null)).isEqualTo("Thẩm định hồ sơ");
  }

  /** A drawing that is no longer taken does not strand the dossiers that run on it. */
  @Test
  void aModelDeployedBeforeIsHeldToTheNamesThatRunSomething() {
    String lanes =
        HostileModels.replace(
            HostileModels.clean(),
            "<bpmn:startEvent id=\"receive_dossier\"",
            "<bpmn:laneSet id=\"lanes\"><bpmn:lane id=\"lane\"/></bpmn:laneSet>"
                + "<bpmn:startEvent id=\"receive_dossier\"");
    byte[] drawn = lanes.getBytes(StandardCharsets.UTF_8);
    assertThat(refused(GuardedParse::new, KnownExpressions.unbound(), List.of(), drawn, true))
        .isTrue();
    assertThat(refused(GuardedParse::new, KnownExpressions.unbound(), List.of(), drawn, false))
        .isFalse();
    byte[] handler = HOSTILE.get("activiti form handler of a user task");
    assertThat(refused(GuardedParse::new, new JuelExpressionManager(), List.of(), handler, false))
        .isTrue();
    assertThat(Canary.MADE).hasValue(0);
  }

  private static TreeSet<String> passed(
      BpmnParseFactory factory, ExpressionManager expressions, List<BpmnParseListener> listeners) {
    TreeSet<String> passed = new TreeSet<>();
    HOSTILE.forEach(
        (name, model) -> {
          if (!refused(factory, expressions, listeners, model, true)) {
            passed.add(name);
          }
        });
    Canary.MADE.set(0);
    return passed;
  }

  private static boolean refused(
      BpmnParseFactory factory,
      ExpressionManager expressions,
      List<BpmnParseListener> listeners,
      byte[] model,
      boolean deployedNow) {
    StandaloneProcessEngineConfiguration settings = new StandaloneProcessEngineConfiguration();
    settings.setEnforceHistoryTimeToLive(false);
    settings.setExpressionManager(expressions);
    settings.setArtifactFactory(new DefaultArtifactFactory());
    BpmnParser parser = new BpmnParser(expressions, factory);
    parser.getParseListeners().addAll(listeners);
    DeploymentEntity deployment = new DeploymentEntity();
    deployment.setNew(deployedNow);
    Context.setProcessEngineConfiguration(settings);
    try {
      parser
          .createParse()
          .sourceInputStream(new ByteArrayInputStream(model))
          .deployment(deployment)
          .execute();
      return false;
    } catch (ProcessEngineException e) {
      return true;
    } finally {
      Context.removeProcessEngineConfiguration();
    }
  }
}
