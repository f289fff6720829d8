package onestop.web.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.desk.book.DossierCourses;
import onestop.desk.book.DossierCourses.Course;
import onestop.desk.book.DossierCourses.Done;
import onestop.kernel.DossierCode;
import onestop.models.picture.ModelPicture.Kind;
import onestop.models.picture.ModelPicture.Shape;
import onestop.web.book.ModelView.Mark;
import onestop.web.book.ModelView.Word;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.dossier.DossierPart;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Where a dossier stands on the picture of its model, on the pages that show the dossier. */
@Component
final class CoursePart implements DossierPart {
  private final DossierCourses courses;
  private final ModelView.Writer pictures;
  private final Names names;

  CoursePart(DossierCourses courses, ModelView.Writer pictures, Names names) {
    this.courses = courses;
    this.pictures = pictures;
    this.names = names;
  }

  /**
   * The course of a dossier.
   *
   * @param version of the model, from 1
   * @param steps in the order of the picture
   */
  record CourseView(int version, ModelView picture, List<StepRow> steps) {}

  /**
   * A step of the course.
   *
   * @param state in words
   * @param last when it was last ended; null if never
   */
  record StepRow(String name, String role, String state, String tone, @Nullable Instant last) {}

  @Override
  public void addTo(ModelAndView page, DossierCode code, SignedIn reader) {
    courses.of(code).ifPresent(course -> page.addObject("course", view(course)));
  }

  private CourseView view(Course course) {
    Map<String, Mark> marks = new LinkedHashMap<>();
    List<StepRow> rows = new ArrayList<>();
    for (Shape shape : course.picture().shapes()) {
      if (shape.kind() == Kind.STEP) {
        Standing standing = standing(shape.id(), course);
        marks.put(shape.id(), mark(standing, course.done().get(shape.id())));
      } else if (!course.ahead().contains(shape.id()) && shape.kind().isBlock()) {
        marks.put(shape.id(), new Mark("off", List.of()));
      }
    }
    for (Shape shape : course.picture().steps()) {
      rows.add(row(shape, course));
    }
    return new CourseView(
        course.version().version(),
        pictures.of(course.picture().name(), course.picture(), marks, Mark.NONE),
        rows);
  }

  /** How a dossier stands to a step. */
  private enum Standing {
    NOW("now"),
    DONE("good"),
    AHEAD(""),
    OFF("off");

    private final String tone;

    Standing(String tone) {
      this.tone = tone;
    }
  }

  private static Standing standing(String step, Course course) {
    if (course.current().contains(step)) {
      return Standing.NOW;
    }
    if (course.done().containsKey(step)) {
      return Standing.DONE;
    }
    return course.ahead().contains(step) ? Standing.AHEAD : Standing.OFF;
  }

  private Mark mark(Standing standing, @Nullable Done done) {
    List<Word> words =
        switch (standing) {
          case NOW -> List.of(new Word(names.text("book.badge.now"), "now"));
          case DONE ->
              List.of(
                  new Word(
                      done != null && done.times() > 1
                          ? names.text("book.badge.done-times", done.times())
                          : names.text("book.badge.done"),
                      "good"));
          case AHEAD, OFF -> List.of();
        };
    return new Mark(standing.tone, words);
  }

  private StepRow row(Shape shape, Course course) {
    Standing standing = standing(shape.id(), course);
    Done done = course.done().get(shape.id());
    String state = names.text("book.standing." + standing.name());
    return new StepRow(
        names.step(shape.id(), shape.name()),
        shape.task() == null
            ? ""
            : names.textOr("role." + shape.task().role(), shape.task().role()),
        done == null ? state : names.text("book.standing.times", state, done.times()),
        standing.tone,
        done == null ? null : done.last());
  }
}
