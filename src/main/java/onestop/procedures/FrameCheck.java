package onestop.procedures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.procedures.FlowGraph.Flow;
import org.w3c.dom.Element;

/**
 * The frame that every procedure has, or its clock and its ending are nobody's: the sub-process
 * {@code resolve_dossier} under one mark timer and a withdrawal, and after it an ending that is
 * recorded before anything is handed out. The letter of apology has a frame of its own.
 */
final class FrameCheck {
  private static final String WORK = "resolve_dossier";
  private static final String LETTER = "apology_letter";
  private static final Set<String> WITHIN = Set.of("pause_clock", "resume_clock", "extend_limit");
  private static final Set<String> ENDINGS =
      Set.of("record_resolution", "record_refusal", "record_stop");

  private final ModelSource model;
  private final FlowGraph graph;
  private final List<LintFinding> findings = new ArrayList<>();

  private FrameCheck(ModelSource model, Element process) {
    this.model = model;
    this.graph = FlowGraph.of(process);
  }

  static List<LintFinding> check(ModelSource model) {
    List<LintFinding> findings = new ArrayList<>();
    for (Element process : model.all("process")) {
      FrameCheck frame = new FrameCheck(model, process);
      if (frame.graph.id().equals(LETTER)) {
        frame.letter();
      } else {
        frame.dossier();
      }
      findings.addAll(frame.findings);
    }
    return findings;
  }

  private void letter() {
    follows(graph.ofKind("startEvent"), "draft_apology");
    follows(List.of("draft_apology"), "sign_apology");
  }

  private void dossier() {
    for (Element part : model.all("subProcess")) {
      if (!part.getAttribute("id").equals(WORK)) {
        findings.add(LintFinding.error("L052", part.getAttribute("id")));
      }
    }
    if (!graph.kind(WORK).equals("subProcess")) {
      findings.add(LintFinding.error("L053", graph.id(), WORK));
      return;
    }
    follows(graph.ofKind("startEvent"), WORK);
    border();
    follows(List.of("reach_sla_mark"), "raise_sla_mark");
    follows(List.of("raise_sla_mark"), "");
    follows(List.of("request_withdrawal"), "record_withdrawal");
    follows(List.of("record_withdrawal"), "");
    ending();
    places();
  }

  /** One timer and one withdrawal stand on the border, and nothing else. */
  private void border() {
    if (!events("reach_sla_mark", "timerEventDefinition")) {
      findings.add(LintFinding.error("L018", WORK));
    }
    if (!events("request_withdrawal", "messageEventDefinition")) {
      findings.add(LintFinding.error("L054", WORK));
    }
    Element withdrawal = graph.nodes().get("request_withdrawal");
    if (withdrawal != null) {
      String message =
          ModelSource.children(withdrawal, ModelSource.BPMN, "messageEventDefinition").stream()
              .map(definition -> definition.getAttribute("messageRef"))
              .findFirst()
              .orElse("");
      boolean named = "withdrawal_requested".equals(model.messages().get(message));
      if (!named || withdrawal.getAttribute("cancelActivity").equals("false")) {
        findings.add(LintFinding.error("L055", "request_withdrawal"));
      }
    }
    for (Element event : model.all("boundaryEvent")) {
      String id = event.getAttribute("id");
      if (!Set.of("reach_sla_mark", "request_withdrawal").contains(id)) {
        findings.add(LintFinding.error("L056", id));
      }
    }
  }

  private boolean events(String id, String definition) {
    Element event = graph.nodes().get(id);
    return event != null
        && graph.kind(id).equals("boundaryEvent")
        && event.getAttribute("attachedToRef").equals(WORK)
        && ModelSource.children(event, ModelSource.BPMN, definition).size() == 1;
  }

  /** No ending that is not recorded, and no result in the applicant's hands before it is one. */
  private void ending() {
    requires("record_resolution");
    // a leg, or a phase that ends at another agency, hands nothing out
    if (graph.nodes().containsKey("return_result") || graph.nodes().containsKey("record_return")) {
      requires("return_result");
      requires("record_return");
      skips("record_resolution", "return_result", "record_return");
    }
    Set<String> unrecorded = graph.reachable(List.of(WORK), step -> !ENDINGS.contains(step));
    for (String step : graph.nodes().keySet()) {
      boolean result = step.equals("return_result") || step.equals("record_return");
      if (unrecorded.contains(step) && (result || graph.kind(step).equals("endEvent"))) {
        findings.add(LintFinding.error("L057", step));
      }
    }
    for (String recorded : ENDINGS) {
      if (graph.nodes().containsKey(recorded)) {
        Set<String> after = graph.reachable(out(recorded), step -> true);
        for (String other : List.of("record_resolution", "record_refusal", "record_stop", WORK)) {
          if (after.contains(other)) {
            findings.add(LintFinding.error("L058", recorded, other));
          }
        }
      }
    }
  }

  private void requires(String step) {
    if (!graph.nodes().containsKey(step)) {
      findings.add(LintFinding.error("L053", graph.id(), step));
    }
  }

  private void skips(String from, String task, String record) {
    if (graph.nodes().keySet().containsAll(List.of(from, task, record))) {
      Set<String> without = graph.reachable(List.of(from), step -> !step.equals(task));
      Set<String> before = graph.reachable(List.of(from), step -> !step.equals(record));
      boolean skipsTask = without.contains(record);
      boolean skipsRecord = before.stream().anyMatch(step -> graph.kind(step).equals("endEvent"));
      if (skipsTask || skipsRecord) {
        findings.add(LintFinding.error("L059", from, task, record));
      }
    }
  }

  private List<String> out(String step) {
    return graph.out(step).stream().map(Flow::to).toList();
  }

  /** Steps that stop or move the clock belong into the work, endings behind it. */
  private void places() {
    for (Element work : model.all("subProcess")) {
      for (String step : FlowGraph.of(work).ofKind("serviceTask")) {
        if (step.startsWith("record_") || step.equals("raise_sla_mark")) {
          findings.add(LintFinding.error("L060", step, WORK));
        }
      }
    }
    for (String step : graph.ofKind("serviceTask")) {
      if (WITHIN.contains(step) || step.startsWith("open_leg_")) {
        findings.add(LintFinding.error("L061", step, WORK));
      }
    }
  }

  /** The one flow of each of these leads to that step; to an end if it is empty. */
  private void follows(List<String> steps, String next) {
    for (String step : steps) {
      Map<String, Element> nodes = graph.nodes();
      List<String> out = out(step);
      boolean right =
          out.size() == 1
              && (next.isEmpty()
                  ? graph.kind(out.get(0)).equals("endEvent")
                  : out.get(0).equals(next));
      if (nodes.containsKey(step) && !right) {
        findings.add(LintFinding.error("L062", step, next.isEmpty() ? "endEvent" : next));
      } else if (graph.kind(step).isEmpty() && !graph.kind(next).isEmpty()) {
        requires(step);
      }
    }
  }
}
