package onestop.web.api;

import onestop.desk.operations.Operations;
import onestop.desk.operations.SweepNow;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The running system for operators' programs. */
@RestController
@PersonalData(Of.NOBODY)
@RequestMapping("/api/operations")
@PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR')")
class OperationsApi {
  private final Operations operations;
  private final SweepNow sweep;

  OperationsApi(Operations operations, SweepNow sweep) {
    this.operations = operations;
    this.sweep = sweep;
  }

  /** The effect of a sweep. */
  record Swept(int repaired) {}

  @GetMapping
  Operations.Standing now() {
    return operations.now();
  }

  /** Runs the sweep at once. */
  @Repeatable(How.IN_PARTS)
  @PostMapping("/sweep")
  Swept sweep() {
    return new Swept(sweep.run());
  }
}
