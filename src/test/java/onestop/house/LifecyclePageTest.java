package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The diagrams of docs/lifecycles.md are drawn from the transition tables. After a change of a
 * table, the failure of this test prints the text that belongs on the page.
 */
@Tag("pure")
class LifecyclePageTest {
  private static final String PAGE = "docs/lifecycles.md";

  @Test
  void everyLifecycleIsDrawnAsItsTableSays() {
    String page = House.text(PAGE);
    assertThat(tables().map(LifecyclePageTest::draw)).allMatch(page::contains);
  }

  @Test
  void pageDrawsNothingElse() {
    long drawn = House.text(PAGE).lines().filter(line -> line.equals("```mermaid")).count();
    assertThat(drawn).isEqualTo(tables().count());
  }

  @Test
  void drawsATable() {
    assertThat(draw(SampleLifecycle.class))
        .isEqualTo(
            """
            ```mermaid
            stateDiagram-v2
              [*] --> OPEN
              OPEN --> DONE: finish
              OPEN --> OPEN: stay put
              DONE --> [*]
            ```
            """);
  }

  enum State {
    OPEN,
    DONE
  }

  enum Step {
    FINISH,
    STAY_PUT
  }

  static final class SampleLifecycle {
    record Transition(State from, Step step, State to) {}

    static final List<Transition> TABLE =
        List.of(
            new Transition(State.OPEN, Step.FINISH, State.DONE),
            new Transition(State.OPEN, Step.STAY_PUT, State.OPEN));

    private SampleLifecycle() {}
  }

  private static Stream<Class<?>> tables() {
    return House.mainClasses().stream()
        .filter(type -> type.getSimpleName().endsWith("Lifecycle"))
        .filter(type -> type.tryGetField("TABLE").filter(LifecyclePageTest::isConstant).isPresent())
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .map(JavaClass::reflect);
  }

  private static boolean isConstant(com.tngtech.archunit.core.domain.JavaField field) {
    return field.getModifiers().contains(JavaModifier.STATIC);
  }

  private static String draw(Class<?> lifecycle) {
    List<List<String>> rows = rows(lifecycle);
    String first = rows.get(0).get(0);
    List<String> ends =
        rows.stream()
            .map(row -> row.get(2))
            .distinct()
            .filter(to -> rows.stream().noneMatch(row -> row.get(0).equals(to)))
            .toList();
    String arrows =
        rows.stream()
            .map(row -> "  %s --> %s: %s\n".formatted(row.get(0), row.get(2), words(row.get(1))))
            .collect(Collectors.joining());
    String last = ends.stream().map("  %s --> [*]\n"::formatted).collect(Collectors.joining());
    return "```mermaid\nstateDiagram-v2\n  [*] --> " + first + "\n" + arrows + last + "```\n";
  }

  private static String words(String step) {
    return step.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** From, step and to of every transition: the first three components of its record. */
  private static List<List<String>> rows(Class<?> lifecycle) {
    try {
      var field = lifecycle.getDeclaredField("TABLE");
      field.setAccessible(true);
      return ((List<?>) field.get(null)).stream().map(LifecyclePageTest::row).toList();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(lifecycle + " has no readable TABLE", e);
    }
  }

  private static List<String> row(Object transition) {
    return Stream.of(transition.getClass().getRecordComponents())
        .limit(3)
        .map(component -> value(component, transition))
        .toList();
  }

  private static String value(RecordComponent component, Object transition) {
    try {
      component.getAccessor().setAccessible(true);
      return String.valueOf(component.getAccessor().invoke(transition));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
