package onestop.procedures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.w3c.dom.Element;

/**
 * Reads a process model as untrusted input and names everything that would make it unsafe to run or
 * unclear to work with. Pure; needs no running engine and no database, and takes time in proportion
 * to the file.
 *
 * <p>What is not on a list of ours is refused: names of XML, expressions, kinds of steps. Then come
 * the BPMN schema, the frame and the flows, and at last, on a model that nothing was found in, the
 * engine's own parser.
 */
public final class ModelLint {
  /** A larger file is refused unread. */
  public static final int MAX_BYTES = ModelSource.MAX_BYTES;

  /** One subject each, in the order in which a designer would mend them. */
  private static final List<Function<ModelSource, List<LintFinding>>> CHECKS =
      List.of(
          ModelLint::process,
          NamesCheck::check,
          ExpressionsCheck::check,
          SchemaCheck::check,
          StepsCheck::check,
          FrameCheck::check,
          FlowsCheck::check,
          CyclesCheck::check,
          OutcomesCheck::check,
          JoinsCheck::check);

  /** Everything that is to be said of the model; empty if it is clean. */
  public List<LintFinding> check(byte[] bpmn) {
    if (bpmn.length <= MAX_BYTES) {
      Optional<LintFinding> excess = ModelLimits.exceeded(bpmn);
      if (excess.isPresent()) {
        return List.of(excess.get());
      }
    }
    Optional<ModelSource> source = ModelSource.read(bpmn);
    if (source.isEmpty()) {
      return List.of(LintFinding.error("L001", null, String.valueOf(MAX_BYTES / 1_000_000)));
    }
    List<LintFinding> findings = new ArrayList<>();
    CHECKS.forEach(check -> findings.addAll(check.apply(source.get())));
    if (findings.isEmpty()) {
      findings.addAll(SchemaCheck.engine(bpmn));
    }
    if (findings.isEmpty()) {
      List<Procedure> procedures = CatalogueDocuments.shippedProcedures();
      for (Element process : source.get().all("process")) {
        findings.addAll(rulePacks(process, procedures));
        findings.addAll(Allotments.check(process, procedures));
      }
    }
    return findings;
  }

  /**
   * As {@link #check(byte[])}, for a model that is to be deployed under that file name: a process
   * id belongs to one file, the one of its own name, so that two files never take turns being its
   * newest version.
   */
  public List<LintFinding> check(String fileName, byte[] bpmn) {
    List<LintFinding> findings = new ArrayList<>(check(bpmn));
    Optional<ModelSource> source = bpmn.length > MAX_BYTES ? Optional.empty() : readable(bpmn);
    for (Element process : source.map(model -> model.all("process")).orElse(List.of())) {
      String id = process.getAttribute("id");
      if (!fileName.equals(id + ".bpmn")) {
        findings.add(0, LintFinding.error("L063", id, id, fileName));
      }
    }
    return findings;
  }

  private static Optional<ModelSource> readable(byte[] bpmn) {
    return ModelLimits.exceeded(bpmn).isPresent() ? Optional.empty() : ModelSource.read(bpmn);
  }

  private static List<LintFinding> process(ModelSource model) {
    List<LintFinding> findings = new ArrayList<>();
    List<Element> processes = model.all("process");
    if (processes.size() != 1) {
      findings.add(LintFinding.error("L002", null, String.valueOf(processes.size())));
    }
    for (Element process : processes) {
      if (!process.getAttribute("isExecutable").equals("true")) {
        findings.add(LintFinding.error("L003", process.getAttribute("id")));
      }
    }
    return findings;
  }

  /** An error for each procedure of that model which names a pack that nobody knows. */
  static List<LintFinding> rulePacks(Element process, List<Procedure> procedures) {
    List<LintFinding> findings = new ArrayList<>();
    for (Procedure procedure : procedures) {
      String pack = procedure.rulePack();
      boolean ofThisModel = procedure.processKey().equals(process.getAttribute("id"));
      if (ofThisModel && pack != null && !ShippedRulePacks.known(pack)) {
        findings.add(
            LintFinding.error("L024", procedure.processKey(), pack, procedure.key().code()));
      }
    }
    return findings;
  }
}
