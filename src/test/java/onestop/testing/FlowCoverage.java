package onestop.testing;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Records every sequence flow that exists and every one that was taken. */
public class FlowCoverage extends AbstractProcessEnginePlugin {
  private final Set<String> known = new ConcurrentSkipListSet<>();
  private final Set<String> taken = new ConcurrentSkipListSet<>();

  /** All flows of all models, as {@code model: flow}. */
  public Set<String> known() {
    return known;
  }

  /** Those that a token passed. */
  public Set<String> taken() {
    return taken;
  }

  /** Records that a token passed the flow, in the engine's command. */
  protected void take(String flow) {
    taken.add(flow);
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setCustomPreBPMNParseListeners(List.of(new Listener()));
  }

  private final class Listener extends AbstractBpmnParseListener {
    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
      String model = ((ProcessDefinitionEntity) transition.getProcessDefinition()).getKey();
      String flow = model + ": " + transition.getId();
      known.add(flow);
      transition.addListener(
          ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) execution -> take(flow));
    }
  }
}
