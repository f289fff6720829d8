package onestop.kernel;

import static onestop.kernel.TransitionTable.permit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class TransitionTableTest {
  private enum Door {
    OPEN,
    SHUT,
    LOCKED
  }

  private enum Act {
    SHUT,
    LOCK
  }

  private static final TransitionTable<Door, Act> TABLE =
      new TransitionTable<>(
          TransitionTableTest::refused,
          List.of(
              permit(Door.OPEN, Act.SHUT, Door.SHUT), permit(Door.SHUT, Act.LOCK, Door.LOCKED)));

  @Test
  void leadsWhereItsRowsLeadAndNowhereElse() {
    assertThat(TABLE.next(Door.OPEN, Act.SHUT)).contains(Door.SHUT);
    assertThat(TABLE.require(Door.SHUT, Act.LOCK, "front")).isEqualTo(Door.LOCKED);
    assertThat(TABLE.next(Door.OPEN, Act.LOCK)).isEmpty();
    assertThat(TABLE.next(Door.SHUT, Act.SHUT)).isEmpty();
    assertThat(TABLE.leads(Door.OPEN, Door.SHUT)).isTrue();
    assertThat(TABLE.leads(Door.OPEN, Door.LOCKED)).isFalse();
    assertThat(TABLE.leads(Door.LOCKED, Door.SHUT)).isFalse();
  }

  @Test
  void refusesEveryOtherStepWithTheFailureOfItsOwner() {
    assertThatThrownBy(() -> TABLE.require(Door.OPEN, Act.LOCK, "front"))
        .isInstanceOf(Failure.class)
        .hasMessage("house/door {what=front, step=LOCK, state=OPEN}");
    assertThat(TABLE.refuse(Door.SHUT, Act.LOCK, "back"))
        .hasMessage("house/door {what=back, step=LOCK, state=SHUT}");
  }

  @Test
  void keepsTheOrderOfItsDeclaration() {
    assertThat(TABLE.transitions())
        .containsExactly(
            permit(Door.OPEN, Act.SHUT, Door.SHUT), permit(Door.SHUT, Act.LOCK, Door.LOCKED));
  }

  @Test
  void isNotMadeOfAStepThatLeadsToTwoStates() {
    assertThatThrownBy(
            () ->
                new TransitionTable<>(
                    TransitionTableTest::refused,
                    List.of(
                        permit(Door.OPEN, Act.SHUT, Door.SHUT),
                        permit(Door.OPEN, Act.SHUT, Door.LOCKED))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stated twice: Transition[from=OPEN, step=SHUT, to=LOCKED]");
  }

  private static Failure refused(Door state, Act step, Object what) {
    return Failure.conflict("house", "door", "what", what, "step", step, "state", state);
  }
}
