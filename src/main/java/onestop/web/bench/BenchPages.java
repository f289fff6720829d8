package onestop.web.bench;

import java.util.Locale;
import java.util.Map;
import onestop.desk.bench.Bench;
import onestop.desk.bench.Trials;
import onestop.kernel.Failure;
import onestop.models.Sketch;
import onestop.models.picture.ModelPicture;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The models, the editor of one model, and a version on its way to publication. */
@Controller
@RequestMapping("/bench")
@PersonalData(Of.NOBODY)
class BenchPages {
  /** Where a reason is shown again after a refusal. */
  private static final Map<String, String> TYPED =
      Map.of("publish", "typedPublish", "again", "typedAgain", "retire", "typedRetire");

  private final Bench bench;
  private final BenchView view;
  private final VersionView versions;
  private final EditorParts parts;
  private final Names names;
  private final Problems problems;
  private final Trials trials;

  BenchPages(
      Bench bench,
      BenchView view,
      VersionView versions,
      EditorParts parts,
      Names names,
      Problems problems,
      Trials trials) {
    this.bench = bench;
    this.view = view;
    this.versions = versions;
    this.parts = parts;
    this.names = names;
    this.problems = problems;
    this.trials = trials;
  }

  /** Begins the model of a new procedure. */
  @PostMapping
  String begin(
      @RequestParam(defaultValue = "") String process,
      @RequestParam(defaultValue = "") String name,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    try {
      bench.begin(process.strip(), name.strip(), reader.caller());
      return "redirect:/bench/" + process.strip();
    } catch (Failure failure) {
      model.addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      model.addAttribute("process", process);
      model.addAttribute("name", name);
      return list(reader, model);
    }
  }

  @GetMapping
  String list(@AuthenticationPrincipal SignedIn reader, Model model) {
    model.addAttribute(
        "rows",
        bench.all(reader.caller()).stream()
            .map(entry -> view.row(entry, reader.getUsername()))
            .toList());
    model.addAttribute("draws", parts.draws(reader));
    return "bench";
  }

  /**
   * The editor: with the reader's unsaved drawing, or else with a version, the newest if none is
   * named. A reader who names a version and has an unsaved drawing chooses between them.
   */
  @GetMapping("/{process}")
  String editor(
      @PathVariable String process,
      @RequestParam(required = false) @Nullable Integer version,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    Bench.Entry entry = bench.of(process, reader.caller());
    Sketch sketch = entry.sketch().orElse(null);
    String name = view.name(entry);
    model.addAttribute("process", process);
    model.addAttribute("name", name);
    model.addAttribute("sketch", sketch);
    model.addAttribute("newest", entry.newest());
    if (sketch != null && version != null) {
      model.addAttribute("wanted", version);
      return "bench-choose";
    }
    int base = sketch != null ? sketch.base() : version == null ? entry.newest() : version;
    byte[] bpmn =
        sketch != null ? bench.sketch(process, reader.caller()) : bench.file(process, base);
    model.addAttribute("base", base);
    model.addAttribute("revision", sketch == null ? 0 : sketch.revision());
    model.addAttribute("source", source(process, sketch == null ? base : 0));
    model.addAttribute("picture", view.picture(name, ModelPicture.of(bpmn)));
    parts.describe(model);
    return "bench-model";
  }

  private static String source(String process, int version) {
    return "/bench/" + process + "/drawing" + (version == 0 ? "" : "?version=" + version);
  }

  /** Discards the unsaved drawing that the reader has seen. */
  @PostMapping("/{process}/sketch/discard")
  String discard(
      @PathVariable String process,
      @RequestParam(defaultValue = "0") int revision,
      @RequestParam(required = false) @Nullable Integer version,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    boolean gone = bench.discard(process, revision, reader.caller());
    next.addFlashAttribute(
        gone ? "said" : "refused",
        names.text(gone ? "bench.said.discarded" : "bench.wrong.sketch"));
    if (bench.all(reader.caller()).stream().noneMatch(one -> one.processKey().equals(process))) {
      return "redirect:/bench";
    }
    return "redirect:/bench/" + process + (gone && version != null ? "?version=" + version : "");
  }

  @GetMapping("/{process}/versions/{version}")
  String version(
      @PathVariable String process,
      @PathVariable int version,
      @RequestParam(required = false) @Nullable Integer against,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    versions.show(bench.version(process, version, against, reader.caller()), reader, model);
    return "bench-version";
  }

  /**
   * Takes a version on: {@code submit}, {@code try}, {@code publish}, {@code retire} or {@code
   * again}.
   */
  @PostMapping("/{process}/versions/{version}/{act}")
  String act(
      @PathVariable String process,
      @PathVariable int version,
      @PathVariable String act,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    try {
      int now = taken(new Wanted(process, version, act), reason.strip(), reader);
      next.addFlashAttribute("said", names.text("bench.said." + act, String.valueOf(now)));
      return "redirect:/bench/" + process + "/versions/" + now;
    } catch (Failure failure) {
      if (failure.kind() == Failure.Kind.NOT_FOUND) {
        throw failure;
      }
      Locale locale = LocaleContextHolder.getLocale();
      model.addAttribute("refused", problems.sentence(failure, locale));
      model.addAttribute(TYPED.getOrDefault(act, "typed"), reason);
      versions.show(bench.version(process, version, null, reader.caller()), reader, model);
      return "bench-version";
    }
  }

  private record Wanted(String process, int version, String act) {}

  /** The version to be shown next. */
  private int taken(Wanted wanted, String reason, SignedIn reader) {
    String process = wanted.process();
    int version = wanted.version();
    switch (wanted.act()) {
      case "submit" -> bench.submit(process, version, reader.caller());
      case "try" -> trials.run(process, version, reader.caller());
      case "publish" -> bench.publish(process, version, reason, reader.caller());
      case "retire" -> bench.retire(process, version, reason, reader.caller());
      case "again" -> {
        return bench.again(process, version, reason, reader.caller()).version();
      }
      default -> throw Failure.badInput("web", "bench-act", "value", wanted.act());
    }
    return version;
  }
}
