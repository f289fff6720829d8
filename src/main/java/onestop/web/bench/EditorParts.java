package onestop.web.bench;

import java.util.Arrays;
import java.util.List;
import onestop.agencies.Role;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.StepForm;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.Names.Choice;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the editor offers: roles, sides, forms, announcements, templates, and its own words. */
@Component
final class EditorParts {
  /** The templates of {@code assets/bench-templates.json}, the most used first. */
  static final List<String> TEMPLATES =
      List.of(
          "frame",
          "assignment",
          "work",
          "supplement",
          "signature",
          "refusal",
          "approval",
          "verify",
          "extension",
          "finance",
          "posting",
          "consult",
          "legs",
          "mirror",
          "return",
          "linked",
          "leg",
          "frame-part");

  /** The words that the scripts of the editor say by themselves. */
  static final List<String> WORDS =
      List.of(
          "tool.hand",
          "tool.lasso",
          "tool.space",
          "tool.connect",
          "add.start",
          "add.end",
          "add.step",
          "add.automatic",
          "add.choice",
          "add.parallel",
          "add.note",
          "pad.end",
          "pad.step",
          "pad.choice",
          "pad.note",
          "pad.connect",
          "pad.delete",
          "kind.process",
          "kind.flow",
          "unnamed",
          "normal",
          "if",
          "fix",
          "guide",
          "whole",
          "clean",
          "findings",
          "saving",
          "failed",
          "too-large",
          "unreadable",
          "opened",
          "inserted",
          "select-step",
          "select-scope",
          "there-already",
          "frame-only");

  private final Names names;

  EditorParts(Names names) {
    this.names = names;
  }

  /** A template to be inserted; {@code hint} says what it draws. */
  record Template(String id, String name, String hint) {}

  /** Whether the reader may draw, not only publish. */
  boolean draws(SignedIn reader) {
    return reader.hasAny(Role.DESIGNER);
  }

  void describe(Model model) {
    model.addAttribute(
        "roles",
        Arrays.stream(Role.values())
            .filter(Role::worksOnDossiers)
            .map(role -> new Choice(role.code(), names.text("role." + role.code())))
            .toList());
    model.addAttribute(
        "sides",
        List.of("receiving", "resolving", "coordinating").stream()
            .map(side -> new Choice(side, names.text("book.side." + side)))
            .toList());
    model.addAttribute(
        "forms",
        Arrays.stream(StepForm.values())
            .filter(form -> form != StepForm.PLAIN)
            .map(form -> new Choice(form.code(), names.text("draw.form." + form.code())))
            .toList());
    model.addAttribute(
        "announcements",
        Arrays.stream(AnnouncedStep.values())
            .map(step -> new Choice(step.id(), names.text("draw.announce." + step.id())))
            .toList());
    model.addAttribute(
        "templates",
        TEMPLATES.stream()
            .map(
                id ->
                    new Template(
                        id,
                        names.text("draw.template." + id),
                        names.text("draw.template." + id + ".hint")))
            .toList());
    model.addAttribute(
        "words", WORDS.stream().map(key -> new Choice(key, names.text("draw." + key))).toList());
  }
}
