package onestop.models.lint.frame;

import java.util.List;
import onestop.models.lint.Each;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.LetterModel;

/**
 * The rules on the frame of every procedure, which controls its clock and its ending: the
 * sub-process {@code resolve_dossier} with one mark timer and a withdrawal, and after it an ending
 * that is recorded before anything is handed out. The letter of apology has a frame of its own.
 */
public final class FrameRules {
  private static final String RAISE_MARK = AnnouncedStep.RAISE_SLA_MARK.id();
  private static final String RECORD_WITHDRAWAL = AnnouncedStep.RECORD_WITHDRAWAL.id();

  /** All rules, in their order. */
  public static final List<LintRule<ModelSource>> ALL =
      List.of(
          new Each<>(
              Frame::letters,
              List.of(
                  FixedWay.fromStart(LetterModel.DRAFT),
                  FixedWay.from(LetterModel.DRAFT, LetterModel.SIGN),
                  RequiredStep.of(LetterModel.DRAFT, frame -> frame.has(LetterModel.SIGN)))),
          new Each<>(
              Frame::procedures,
              List.of(new OneWork(), new RequiredStep("subProcess", Frame.WORK, frame -> true))),
          new Each<>(
              Frame::worked,
              List.of(
                  FixedWay.fromStart(Frame.WORK),
                  new MarkTimer(),
                  new WithdrawalEvent(),
                  new WithdrawalInterrupts(),
                  new OnlyTwoEvents(),
                  FixedWay.from(BorderEvents.MARK, RAISE_MARK),
                  RequiredStep.of(BorderEvents.MARK, frame -> frame.has(RAISE_MARK)),
                  FixedWay.toEnd(RAISE_MARK),
                  FixedWay.from(BorderEvents.WITHDRAWAL, RECORD_WITHDRAWAL),
                  RequiredStep.of(BorderEvents.WITHDRAWAL, frame -> frame.has(RECORD_WITHDRAWAL)),
                  FixedWay.toEnd(RECORD_WITHDRAWAL),
                  RequiredStep.of(AnnouncedStep.RECORD_RESOLUTION.id(), frame -> true),
                  RequiredStep.of(Frame.HAND_OUT, Frame::handsOut),
                  RequiredStep.of(AnnouncedStep.RECORD_RETURN.id(), Frame::handsOut),
                  new ResultInOrder(),
                  new RecordedEnding(),
                  new OneEnding(),
                  new StepsInPlace())));

  private FrameRules() {}
}
