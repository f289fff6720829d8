package onestop.models.lint.frame;

import onestop.models.lint.ModelSource;
import org.w3c.dom.Element;

/** The two boundary events of the work. */
final class BorderEvents {
  static final String MARK = "reach_sla_mark";
  static final String WITHDRAWAL = "request_withdrawal";

  private BorderEvents() {}

  /** Whether the event is a boundary event of the work with only that definition. */
  static boolean stands(Frame frame, String id, String definition) {
    Element event = frame.graph().nodes().get(id);
    return event != null
        && frame.graph().kind(id).equals("boundaryEvent")
        && event.getAttribute("attachedToRef").equals(Frame.WORK)
        && ModelSource.children(event, ModelSource.BPMN, definition).size() == 1;
  }
}
