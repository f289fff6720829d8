package onestop.web.bench;

import java.util.List;
import onestop.desk.bench.Bench;
import onestop.models.ModelVersion;
import onestop.models.difference.ModelDifference;
import onestop.web.bench.TrialView.Named;
import onestop.web.login.SignedIn;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the page of a version: its findings, its difference, its life, and what may be done. */
@Component
final class VersionView {
  private final BenchView view;
  private final DifferenceWords differences;
  private final FindingWords findings;
  private final EditorParts parts;
  private final TrialView trials;

  VersionView(
      BenchView view,
      DifferenceWords differences,
      FindingWords findings,
      EditorParts parts,
      TrialView trials) {
    this.view = view;
    this.differences = differences;
    this.findings = findings;
    this.parts = parts;
    this.trials = trials;
  }

  void show(Bench.Version version, SignedIn reader, Model model) {
    Bench.Entry entry = version.entry();
    String name = view.name(entry);
    ModelDifference difference = version.difference().orElse(null);
    model.addAttribute("process", entry.processKey());
    model.addAttribute("code", entry.procedure().map(one -> one.key().code()).orElse(null));
    model.addAttribute("name", name);
    model.addAttribute("shown", view.version(version.version(), reader.getUsername()));
    model.addAttribute("sha256", version.version().sha256());
    model.addAttribute("events", version.events().stream().map(view::event).toList());
    model.addAttribute(
        "findings", findings.of(version.findings(), LocaleContextHolder.getLocale()));
    model.addAttribute("clean", version.isClean());
    model.addAttribute("against", version.against().map(ModelVersion::version).orElse(null));
    model.addAttribute("compared", difference != null);
    model.addAttribute("changes", difference == null ? List.of() : differences.rows(difference));
    model.addAttribute("moved", difference == null ? List.of() : differences.moved(difference));
    model.addAttribute(
        "others",
        entry.versions().stream()
            .map(ModelVersion::version)
            .filter(no -> no != version.version().version())
            .toList());
    TrialView.Shown trial = trials.of(version);
    model.addAttribute("trial", trial);
    model.addAttribute(
        "picture", view.picture(version, name, trial.missed().stream().map(Named::id).toList()));
    model.addAttribute("draws", parts.draws(reader));
  }
}
