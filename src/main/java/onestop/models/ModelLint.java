package onestop.models;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import onestop.models.lint.Findings;
import onestop.models.lint.LintFinding;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.SizeLimits;
import onestop.models.lint.WellFormed;
import onestop.models.lint.catalogue.CatalogueRules;
import onestop.models.lint.catalogue.ServedProcess;
import onestop.models.lint.flows.FlowRules;
import onestop.models.lint.frame.FrameRules;
import onestop.models.lint.names.EngineParser;
import onestop.models.lint.names.FileOfItsName;
import onestop.models.lint.names.NameRules;
import onestop.models.lint.steps.StepRules;
import onestop.procedures.CatalogueDraft;
import org.w3c.dom.Element;

/**
 * Checks a process model as untrusted input and reports everything that would make it unsafe to run
 * or unclear to work with. Pure; needs no running engine and no database; its time is proportional
 * to the size of the file.
 *
 * <p>XML names, expressions and kinds of steps must be on an allow-list. Next come the BPMN schema,
 * the frame and the flows; last, and only on a model without findings, the engine's own parser and
 * the catalogue. Each rule is a class that declares its codes.
 */
public final class ModelLint {
  /** The greatest size of a file, in bytes, inclusive; a larger file is refused unread. */
  public static final int MAX_BYTES = ModelSource.MAX_BYTES;

  private static final LintRule<byte[]> SIZE = new SizeLimits();
  private static final LintRule<Optional<ModelSource>> FORM = new WellFormed();
  private static final LintRule<byte[]> ENGINE = new EngineParser();
  private static final LintRule<FileOfItsName.Named> FILE = new FileOfItsName();

  /**
   * The rules on the model itself, in the order in which a designer would correct their findings.
   */
  private static final List<LintRule<ModelSource>> MODEL =
      Stream.of(NameRules.ALL, StepRules.ALL, FrameRules.ALL, FlowRules.ALL)
          .flatMap(Collection::stream)
          .toList();

  private final CatalogueDraft catalogue;

  /** Checks against the shipped catalogue. */
  public ModelLint() {
    this(CatalogueDraft.shipped());
  }

  /** Checks against that catalogue, which may be a draft. */
  public ModelLint(CatalogueDraft catalogue) {
    this.catalogue = catalogue;
  }

  /** All rules, in the order of the checks. */
  static List<LintRule<?>> rules() {
    List<LintRule<?>> rules = new ArrayList<>(List.of(FILE, SIZE, FORM));
    MODEL.forEach(rule -> rules.addAll(rule.single()));
    rules.add(ENGINE);
    rules.addAll(CatalogueRules.ALL);
    return rules;
  }

  /** The findings on the model; empty if it is clean. */
  public List<LintFinding> check(byte[] bpmn) {
    Findings findings = Findings.none();
    source(bpmn, findings).ifPresent(model -> check(model, bpmn, findings));
    return findings.list();
  }

  /** As {@link #check(byte[])}, for a model to be deployed under that file name. */
  public List<LintFinding> check(String fileName, byte[] bpmn) {
    Findings findings = Findings.none();
    Findings ofName = Findings.none();
    source(bpmn, findings)
        .ifPresent(
            model -> {
              for (Element process : model.all("process")) {
                FILE.check(
                    new FileOfItsName.Named(process.getAttribute("id"), fileName), ofName.of(FILE));
              }
              check(model, bpmn, findings);
            });
    return Stream.concat(ofName.list().stream(), findings.list().stream()).toList();
  }

  /** The model; empty if the bytes are no model or too large for further checks. */
  private static Optional<ModelSource> source(byte[] bpmn, Findings findings) {
    if (bpmn.length <= MAX_BYTES) {
      SIZE.check(bpmn, findings.of(SIZE));
      if (!findings.isEmpty()) {
        return Optional.empty();
      }
    }
    Optional<ModelSource> source = ModelSource.read(bpmn);
    FORM.check(source, findings.of(FORM));
    return source;
  }

  private void check(ModelSource model, byte[] bpmn, Findings findings) {
    MODEL.forEach(rule -> rule.check(model, findings.of(rule)));
    if (findings.isEmpty()) {
      ENGINE.check(bpmn, findings.of(ENGINE));
    }
    if (findings.isEmpty()) {
      for (ServedProcess served : ServedProcess.of(model, catalogue)) {
        CatalogueRules.ALL.forEach(rule -> rule.check(served, findings.of(rule)));
      }
    }
  }
}
