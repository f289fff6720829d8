package onestop.web.api;

import java.util.List;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.form.ApplicationForm;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The procedures that can be applied for, with the papers and the form that each requires. */
@RestController
@RequestMapping("/api/procedures")
@PersonalData(Of.NOBODY)
class ProceduresApi {
  private final Catalogue catalogue;

  ProceduresApi(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A procedure in its version in force; {@code form} is null if it has none. */
  record Offered(
      String code,
      int version,
      String nameVi,
      String nameEn,
      String fieldVi,
      String fieldEn,
      String level,
      String limit,
      String feeVi,
      String feeEn,
      List<Paper> papers,
      @Nullable Integer formVersion) {}

  @GetMapping
  List<Offered> list() {
    return catalogue.all().stream().map(this::offered).toList();
  }

  private Offered offered(Procedure p) {
    return new Offered(
        p.key().code(),
        p.key().version(),
        p.nameVi(),
        p.nameEn(),
        p.fieldVi(),
        p.fieldEn(),
        p.level(),
        p.limit().text(),
        p.feeVi(),
        p.feeEn(),
        p.papers(),
        catalogue.form(p).map(ApplicationForm::version).orElse(null));
  }

  /** The form in force, in the format of form-js. */
  @GetMapping(path = "/{code}/form", produces = MediaType.APPLICATION_JSON_VALUE)
  String form(@PathVariable String code) {
    return catalogue
        .form(catalogue.current(code))
        .map(ApplicationForm::source)
        .orElseThrow(() -> Failure.notFound("web", "procedure-without-form", "procedure", code));
  }
}
