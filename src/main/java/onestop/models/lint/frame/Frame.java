package onestop.models.lint.frame;

import java.util.List;
import java.util.Set;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.FlowGraph.Flow;
import onestop.models.lint.ModelSource;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.LetterModel;

/** One process of a model, with the names of its frame. */
record Frame(ModelSource model, FlowGraph graph) {
  /** The sub-process of the work on a dossier. */
  static final String WORK = "resolve_dossier";

  /** The steps that record how a dossier ends. */
  static final List<String> ENDINGS =
      List.of(
          AnnouncedStep.RECORD_RESOLUTION.id(),
          AnnouncedStep.RECORD_REFUSAL.id(),
          AnnouncedStep.RECORD_STOP.id());

  /** The user task at which the result is handed out. */
  static final String HAND_OUT = "return_result";

  /** The frames of procedures. */
  static List<Frame> procedures(ModelSource model) {
    return all(model).stream().filter(frame -> !frame.isLetter()).toList();
  }

  /** The frames of procedures that have the sub-process of the work. */
  static List<Frame> worked(ModelSource model) {
    return procedures(model).stream().filter(Frame::hasWork).toList();
  }

  /** The frame of the letter of apology. */
  static List<Frame> letters(ModelSource model) {
    return all(model).stream().filter(Frame::isLetter).toList();
  }

  private static List<Frame> all(ModelSource model) {
    return model.all("process").stream()
        .map(process -> new Frame(model, FlowGraph.of(process)))
        .toList();
  }

  private boolean isLetter() {
    return graph.id().equals(LetterModel.PROCESS);
  }

  private boolean hasWork() {
    return graph.kind(WORK).equals("subProcess");
  }

  boolean has(String step) {
    return graph.nodes().containsKey(step);
  }

  /** Whether a result is handed out; false for a leg or a phase that ends elsewhere. */
  boolean handsOut() {
    return has(HAND_OUT) || has(AnnouncedStep.RECORD_RETURN.id());
  }

  /** The targets of a step's flows. */
  List<String> out(String step) {
    return graph.out(step).stream().map(Flow::to).toList();
  }

  /** All nodes reachable after a step, by any path. */
  Set<String> after(String step) {
    return graph.reachable(out(step), other -> true);
  }
}
