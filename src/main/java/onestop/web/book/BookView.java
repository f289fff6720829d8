package onestop.web.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import onestop.desk.book.ModelLoads;
import onestop.inbox.StepLoads.Load;
import onestop.kernel.OfficerId;
import onestop.models.ModelState;
import onestop.models.ModelVersion;
import onestop.models.picture.ModelPicture;
import onestop.models.picture.ModelPicture.Shape;
import onestop.models.picture.ModelPicture.Task;
import onestop.procedures.Procedure;
import onestop.web.book.ModelView.Mark;
import onestop.web.book.ModelView.Word;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import org.springframework.stereotype.Component;

/** Words for the pages of the catalogue. */
@Component
final class BookView {
  private final Names names;
  private final Formats formats;
  private final ModelView.Writer pictures;
  private final LawRows laws;

  BookView(Names names, Formats formats, ModelView.Writer pictures, LawRows laws) {
    this.names = names;
    this.formats = formats;
    this.pictures = pictures;
    this.laws = laws;
  }

  /** A procedure in a list. */
  record Row(
      String code,
      String name,
      String field,
      String level,
      String limit,
      String fee,
      LawRows.Certainty certainty) {}

  /** A version of a model; {@code author} and {@code reason} in words. */
  record Version(
      int no, boolean inForce, String author, Instant createdAt, String reason, String sha256) {}

  /**
   * A step, as the table beside the picture has it.
   *
   * @param open the items that wait there
   * @param late those of late dossiers
   */
  record Step(String name, String role, String side, String allotment, long open, long late) {}

  Row row(Procedure procedure) {
    boolean english = Names.english();
    return new Row(
        procedure.key().code(),
        english ? procedure.nameEn() : procedure.nameVi(),
        english ? procedure.fieldEn() : procedure.fieldVi(),
        names.text("book.level." + procedure.level()),
        names.limit(procedure.limit().text()),
        english ? procedure.feeEn() : procedure.feeVi(),
        laws.certainty(procedure.status()));
  }

  Version version(ModelVersion version) {
    boolean person = version.author().kind().equals("OFFICER");
    return new Version(
        version.version(),
        version.state() == ModelState.PUBLISHED,
        person
            ? names.officer(new OfficerId(version.author().name()))
            : names.text("book.version.shipped"),
        version.createdAt(),
        version.reason(),
        version.sha256());
  }

  /** The picture without marks. */
  ModelView picture(String name, ModelPicture picture) {
    return pictures.of(name, picture, Map.of(), Mark.NONE);
  }

  /** The picture with the present load on it. */
  ModelView picture(String name, ModelPicture picture, ModelLoads.Today load) {
    Map<String, Mark> marks = new LinkedHashMap<>();
    for (Load step : load.steps()) {
      List<Word> words = new ArrayList<>();
      words.add(new Word(names.text("book.badge.open", formats.number(step.open())), ""));
      if (step.late() > 0) {
        words.add(new Word(names.text("book.badge.late", formats.number(step.late())), "bad"));
      }
      marks.put(step.step(), new Mark(step.late() > 0 ? "bad" : "busy", words));
    }
    return pictures.of(name, picture, marks, Mark.NONE);
  }

  /**
   * The steps of a picture with their load, and behind them those of older versions at which work
   * waits.
   */
  List<Step> steps(ModelPicture picture, List<Load> loads) {
    Map<String, Load> byStep =
        loads.stream()
            .collect(Collectors.toMap(Load::step, load -> load, (a, b) -> a, LinkedHashMap::new));
    List<Step> steps = new ArrayList<>();
    for (Shape shape : picture.steps()) {
      Load load =
          Optional.ofNullable(byStep.remove(shape.id())).orElse(new Load(shape.id(), "", 0, 0));
      Task task = shape.task();
      steps.add(
          new Step(
              names.step(shape.id(), shape.name()),
              task == null ? "" : names.textOr("role." + task.role(), task.role()),
              task == null ? "" : names.textOr("book.side." + task.side(), task.side()),
              task == null || task.allotment().isEmpty() ? "" : names.limit(task.allotment()),
              load.open(),
              load.late()));
    }
    for (Load load : byStep.values()) {
      steps.add(
          new Step(
              names.text("book.older-step", names.step(load.step(), load.name())),
              "",
              "",
              "",
              load.open(),
              load.late()));
    }
    return steps;
  }
}
