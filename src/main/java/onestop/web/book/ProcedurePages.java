package onestop.web.book;

import java.util.List;
import java.util.Optional;
import onestop.desk.book.ModelLoads;
import onestop.desk.book.ProcedureBook;
import onestop.desk.book.ProcedureBook.Choice;
import onestop.desk.book.ProcedureBook.Entry;
import onestop.models.ModelVersion;
import onestop.models.picture.ModelPicture;
import onestop.procedures.Procedure;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormElement;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The catalogue of procedures, one procedure, and the versions of its model. */
@Controller
@RequestMapping("/procedures")
@PersonalData(Of.NOBODY)
class ProcedurePages {
  private final ProcedureBook book;
  private final ModelLoads loads;
  private final BookView view;
  private final LawRows laws;
  private final Names names;

  ProcedurePages(ProcedureBook book, ModelLoads loads, BookView view, LawRows laws, Names names) {
    this.book = book;
    this.loads = loads;
    this.view = view;
    this.laws = laws;
    this.names = names;
  }

  @GetMapping
  String list(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String level,
      Model model) {
    String chosen = Choices.orNull(level);
    List<Procedure> found = book.list(new Choice(Choices.orNull(q), chosen));
    model.addAttribute("q", q);
    model.addAttribute("level", chosen);
    model.addAttribute(
        "levels",
        book.levels().stream()
            .map(one -> new Names.Choice(one, names.text("book.level." + one)))
            .toList());
    model.addAttribute("rows", found.stream().map(view::row).toList());
    return "procedures";
  }

  @GetMapping("/{procedure}")
  String one(
      @PathVariable("procedure") String code,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    Entry entry = book.of(code);
    String name = describe(entry, model);
    ModelLoads.Today load = loads.of(entry.procedure().key().code(), reader.caller());
    model.addAttribute("load", load);
    model.addAttribute("wholeCity", load.agencies().isEmpty());
    Optional<ModelVersion> inForce = entry.inForce();
    model.addAttribute("shown", inForce.map(view::version).orElse(null));
    inForce
        .flatMap(book::picture)
        .ifPresent(
            picture -> {
              model.addAttribute("picture", view.picture(name, picture, load));
              model.addAttribute("steps", view.steps(picture, load.steps()));
            });
    return "procedure";
  }

  /** An earlier version as it was, or the one in force without its load. */
  @GetMapping("/{procedure}/versions/{version}")
  String version(@PathVariable("procedure") String code, @PathVariable int version, Model model) {
    ModelVersion found = book.version(code, version);
    String name = describe(book.of(code), model);
    model.addAttribute("shown", view.version(found));
    Optional<ModelPicture> picture = book.picture(found);
    picture.ifPresent(
        one -> {
          model.addAttribute("picture", view.picture(name, one));
          model.addAttribute("steps", view.steps(one, List.of()));
        });
    return "procedure-version";
  }

  @GetMapping("/{procedure}/versions/{version}/file")
  ResponseEntity<byte[]> file(@PathVariable("procedure") String code, @PathVariable int version) {
    ModelVersion found = book.version(code, version);
    return ModelFile.of(found, book.file(found));
  }

  private String describe(Entry entry, Model model) {
    BookView.Row row = view.row(entry.procedure());
    model.addAttribute("procedure", row);
    model.addAttribute("entry", entry);
    model.addAttribute("english", Names.english());
    model.addAttribute("receipt", entry.receipt().orElse(null));
    model.addAttribute("laws", laws.of(entry));
    model.addAttribute("questions", entry.form().map(ProcedurePages::questions).orElse(0L));
    model.addAttribute("versions", entry.versions().stream().map(view::version).toList());
    model.addAttribute(
        "legs",
        entry.procedure().legs().values().stream()
            .distinct()
            .map(code -> view.row(book.of(code).procedure()))
            .toList());
    return row.name();
  }

  private static long questions(ApplicationForm form) {
    return form.flat()
        .filter(one -> one instanceof FormElement.Field || one instanceof FormElement.Table)
        .count();
  }
}
