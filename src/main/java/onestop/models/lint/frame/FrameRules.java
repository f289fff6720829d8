package onestop.models.lint.frame;

import java.util.List;
import onestop.models.lint.Each;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;

/**
 * The rules on the frame that every procedure has, or its clock and its ending are nobody's: the
 * sub-process {@code resolve_dossier} under one mark timer and a withdrawal, and after it an ending
 * that is recorded before anything is handed out. The letter of apology has a frame of its own.
 */
public final class FrameRules {
  /** All of them, in their order. */
  public static final List<LintRule<ModelSource>> ALL =
      List.of(
          new Each<>(
              Frame::letters,
              List.of(
                  FixedWay.fromStart("draft_apology"),
                  FixedWay.from("draft_apology", "sign_apology"),
                  RequiredStep.of("draft_apology", frame -> frame.has("sign_apology")))),
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
                  FixedWay.from(BorderEvents.MARK, "raise_sla_mark"),
                  RequiredStep.of(BorderEvents.MARK, frame -> frame.has("raise_sla_mark")),
                  FixedWay.toEnd("raise_sla_mark"),
                  FixedWay.from(BorderEvents.WITHDRAWAL, "record_withdrawal"),
                  RequiredStep.of(BorderEvents.WITHDRAWAL, frame -> frame.has("record_withdrawal")),
                  FixedWay.toEnd("record_withdrawal"),
                  RequiredStep.of("record_resolution", frame -> true),
                  RequiredStep.of("return_result", Frame::handsOut),
                  RequiredStep.of("record_return", Frame::handsOut),
                  new ResultInOrder(),
                  new RecordedEnding(),
                  new OneEnding(),
                  new StepsInPlace())));

  private FrameRules() {}
}
