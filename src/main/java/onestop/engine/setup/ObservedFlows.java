package onestop.engine.setup;

import onestop.engine.FlowObserver;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Tells an observer of the flows of each parsed model, and of those that are taken. */
final class ObservedFlows extends AbstractBpmnParseListener {
  private final FlowObserver observer;

  ObservedFlows(FlowObserver observer) {
    this.observer = observer;
  }

  @Override
  public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
    String model = ((ProcessDefinitionEntity) transition.getProcessDefinition()).getKey();
    String flow = transition.getId();
    observer.known(model, flow);
    transition.addListener(
        ExecutionListener.EVENTNAME_TAKE,
        (ExecutionListener) execution -> observer.taken(model, flow));
  }
}
