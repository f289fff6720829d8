package onestop.dossiers.registers;

import java.time.Instant;
import onestop.dossiers.handover.HandedOver;
import onestop.dossiers.handover.ResultHandovers;
import onestop.dossiers.life.Dossier;
import org.springframework.stereotype.Component;

/** What is recorded of a result beside its dossier: its number, and to whom it was handed. */
@Component
public final class ResultRecords {
  private final ResultRegisters registers;
  private final ResultHandovers handovers;

  ResultRecords(ResultRegisters registers, ResultHandovers handovers) {
    this.registers = registers;
    this.handovers = handovers;
  }

  /** Enters the result under that number; throws as {@link ResultRegisters#take}. */
  public String number(Dossier dossier, String typed, Instant at) {
    return registers.take(dossier, typed, at);
  }

  /** Records a hand-over, in the caller's transaction. */
  public void handOver(HandedOver handed) {
    handovers.record(handed);
  }
}
