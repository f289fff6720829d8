package onestop.web.book;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import onestop.desk.book.DossierCourses;
import onestop.desk.book.DossierCourses.Course;
import onestop.desk.book.ModelLoads;
import onestop.desk.book.ProcedureBook;
import onestop.desk.book.ProcedureBook.Entry;
import onestop.inbox.StepLoads.Load;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.models.ModelState;
import onestop.models.ModelVersion;
import onestop.procedures.Citation;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.form.ApplicationForm;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of procedures with its models, and the course of a dossier, for other systems. */
@RestController
@PersonalData(Of.NOBODY)
class ProcedureBookApi {
  private final ProcedureBook book;
  private final ModelLoads loads;
  private final DossierCourses courses;

  ProcedureBookApi(ProcedureBook book, ModelLoads loads, DossierCourses courses) {
    this.book = book;
    this.loads = loads;
    this.courses = courses;
  }

  /** The entry of a procedure; {@code status} is the certainty of its entry. */
  record ProcedureEntry(
      String code,
      int version,
      String nameVi,
      String nameEn,
      String level,
      String limit,
      String status) {
    static ProcedureEntry of(Procedure procedure) {
      return new ProcedureEntry(
          procedure.key().code(),
          procedure.key().version(),
          procedure.nameVi(),
          procedure.nameEn(),
          procedure.level(),
          procedure.limit().text(),
          procedure.status());
    }
  }

  /** A published version of a model; {@code author} is a login, or {@code shipped}. */
  record PublishedVersion(
      int version,
      boolean inForce,
      String sha256,
      String author,
      String reason,
      Instant createdAt) {
    static PublishedVersion of(ModelVersion version) {
      return new PublishedVersion(
          version.version(),
          version.state() == ModelState.PUBLISHED,
          version.sha256(),
          version.author().name(),
          version.reason(),
          version.createdAt());
    }
  }

  /**
   * A procedure with its law and the versions of its model, newest first.
   *
   * @param formVersion null if it has no form
   * @param rulePack the pack of a dossier received today
   */
  record WholeProcedure(
      ProcedureEntry procedure,
      String feeVi,
      String feeEn,
      List<Paper> papers,
      @Nullable Integer formVersion,
      String rulePack,
      int rulePackVersion,
      List<Citation> citations,
      String model,
      List<PublishedVersion> versions) {}

  /**
   * The work that waits.
   *
   * @param agencies whose work is counted; empty for the whole city
   */
  record ProcedureLoad(
      Instant asOf, Set<String> agencies, long open, long late, List<StepLoad> steps) {}

  /** The work that waits at a step, and that of late dossiers among it. */
  record StepLoad(String step, long open, long late) {
    static StepLoad of(Load load) {
      return new StepLoad(load.step(), load.open(), load.late());
    }
  }

  /**
   * Where a dossier stands.
   *
   * @param done how often each step was done
   * @param current the steps that wait
   * @param ahead the steps that may still come
   */
  record DossierCourse(
      String model,
      int version,
      Map<String, Integer> done,
      Set<String> current,
      Set<String> ahead) {}

  @GetMapping("/api/v1/procedures/{procedure}")
  WholeProcedure one(@PathVariable("procedure") String code) {
    Entry entry = book.of(code);
    Procedure procedure = entry.procedure();
    return new WholeProcedure(
        ProcedureEntry.of(procedure),
        procedure.feeVi(),
        procedure.feeEn(),
        procedure.papers(),
        entry.form().map(ApplicationForm::version).orElse(null),
        entry.pack().id(),
        entry.pack().version(),
        entry.citations(),
        procedure.processKey(),
        entry.versions().stream().map(PublishedVersion::of).toList());
  }

  @GetMapping("/api/v1/procedures/{procedure}/load")
  ProcedureLoad load(
      @PathVariable("procedure") String code, @AuthenticationPrincipal SignedIn caller) {
    ModelLoads.Today load = loads.of(book.of(code).procedure().key().code(), caller.caller());
    return new ProcedureLoad(
        load.asOf(),
        load.agencies().stream()
            .map(AgencyCode::value)
            .collect(Collectors.toCollection(TreeSet::new)),
        load.open(),
        load.late(),
        load.steps().stream().map(StepLoad::of).toList());
  }

  @GetMapping("/api/v1/procedures/{procedure}/versions/{version}")
  ResponseEntity<byte[]> file(@PathVariable("procedure") String code, @PathVariable int version) {
    ModelVersion found = book.version(code, version);
    return ModelFile.of(found, book.file(found));
  }

  @GetMapping("/api/v1/dossiers/{code}/course")
  @PersonalData(Of.DOSSIER)
  DossierCourse course(@PathVariable String code) {
    Course course =
        courses
            .of(new DossierCode(code))
            .orElseThrow(() -> Failure.notFound("web", "no-course", "dossier", code));
    return new DossierCourse(
        course.version().processKey(),
        course.version().version(),
        course.done().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, done -> done.getValue().times())),
        course.current(),
        course.picture().steps().stream()
            .map(shape -> shape.id())
            .filter(course.ahead()::contains)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
