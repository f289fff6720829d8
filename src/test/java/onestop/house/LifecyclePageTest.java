package onestop.house;

import static onestop.kernel.TransitionTable.permit;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import onestop.kernel.Failure;
import onestop.kernel.TransitionTable;
import onestop.kernel.TransitionTable.Transition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Diagrams and tables of docs/lifecycles.md are drawn from the transition tables. After a change of
 * a table, the failure of this test prints the text that belongs on the page.
 */
@Tag("pure")
class LifecyclePageTest {
  private static final String PAGE = "docs/lifecycles.md";

  @Test
  void everyLifecycleIsDrawnAndStatedAsItsTable() {
    String page = House.text(PAGE);
    assertThat(tables().stream().map(LifecyclePageTest::draw)).allMatch(page::contains);
    assertThat(tables().stream().map(LifecyclePageTest::state)).allMatch(page::contains);
  }

  @Test
  void pageDrawsNothingElse() {
    long drawn = House.text(PAGE).lines().filter(line -> line.equals("```mermaid")).count();
    assertThat(tables()).hasSizeGreaterThanOrEqualTo(3).hasSize((int) drawn);
  }

  @Test
  void everyTransitionTableIsTheOneOfALifecycle() {
    assertThat(
            House.mainClasses().stream()
                .flatMap(type -> type.getFields().stream())
                .filter(LifecyclePageTest::isTable)
                .filter(field -> !field.getOwner().getSimpleName().endsWith("Lifecycle")))
        .isEmpty();
  }

  @Test
  void drawsAndStatesATable() {
    TransitionTable<State, Step> table =
        new TransitionTable<>(
            (state, step, what) -> Failure.conflict("house", "no-step"),
            List.of(
                permit(State.OPEN, Step.FINISH, State.DONE),
                permit(State.OPEN, Step.STAY_PUT, State.OPEN),
                permit(State.HALF, Step.FINISH, State.DONE)));
    assertThat(draw(table))
        .isEqualTo(
            """
            ```mermaid
            stateDiagram-v2
              [*] --> OPEN
              OPEN --> DONE: finish
              OPEN --> OPEN: stay put
              HALF --> DONE: finish
              DONE --> [*]
            ```
            """);
    assertThat(state(table))
        .isEqualTo(
            """
            | Step | Permitted in | Leads to |
            |---|---|---|
            | finish | OPEN, HALF | DONE |
            | stay put | OPEN | OPEN |

            Every other step is refused with `house/no-step`.
            """);
  }

  private enum State {
    OPEN,
    HALF,
    DONE
  }

  private enum Step {
    FINISH,
    STAY_PUT
  }

  private static List<TransitionTable<?, ?>> tables() {
    return House.mainClasses().stream()
        .flatMap(type -> type.getFields().stream())
        .filter(LifecyclePageTest::isTable)
        .sorted((a, b) -> a.getFullName().compareTo(b.getFullName()))
        .<TransitionTable<?, ?>>map(LifecyclePageTest::value)
        .toList();
  }

  private static boolean isTable(JavaField field) {
    JavaClass type = field.getRawType();
    return type.isEquivalentTo(TransitionTable.class);
  }

  private static TransitionTable<?, ?> value(JavaField field) {
    try {
      Field reflected = field.reflect();
      reflected.setAccessible(true);
      return (TransitionTable<?, ?>) reflected.get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(field.getFullName() + " is no readable constant", e);
    }
  }

  private static <S extends Enum<S>, T extends Enum<T>> String draw(TransitionTable<S, T> table) {
    List<Transition<S, T>> rows = table.transitions();
    String arrows =
        rows.stream()
            .map(row -> "  %s --> %s: %s\n".formatted(row.from(), row.to(), words(row.step())))
            .collect(Collectors.joining());
    String ends =
        rows.stream()
            .map(Transition::to)
            .distinct()
            .filter(to -> rows.stream().noneMatch(row -> row.from() == to))
            .map("  %s --> [*]\n"::formatted)
            .collect(Collectors.joining());
    String first = "  [*] --> " + rows.get(0).from() + "\n";
    return "```mermaid\nstateDiagram-v2\n" + first + arrows + ends + "```\n";
  }

  private static <S extends Enum<S>, T extends Enum<T>> String state(TransitionTable<S, T> table) {
    List<Transition<S, T>> rows = table.transitions();
    String lines =
        rows.stream()
            .sorted((a, b) -> a.step().compareTo(b.step()))
            .map(row -> List.of(row.step(), row.to()))
            .distinct()
            .map(line -> line(rows, line))
            .collect(Collectors.joining());
    Failure refused = table.refuse(rows.get(0).from(), rows.get(0).step(), "");
    return "| Step | Permitted in | Leads to |\n|---|---|---|\n"
        + lines
        + "\nEvery other step is refused with `%s/%s`.\n"
            .formatted(refused.module(), refused.slug());
  }

  private static <S extends Enum<S>, T extends Enum<T>> String line(
      List<Transition<S, T>> rows, List<Enum<?>> stepAndTo) {
    String from =
        rows.stream()
            .filter(row -> stepAndTo.equals(List.of(row.step(), row.to())))
            .map(row -> row.from().name())
            .collect(Collectors.joining(", "));
    return "| %s | %s | %s |\n".formatted(words(stepAndTo.get(0)), from, stepAndTo.get(1));
  }

  private static String words(Enum<?> step) {
    return step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
