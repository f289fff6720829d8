package onestop.engine.wall;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.engine.running.Announce;
import onestop.engine.running.CamundaWorkItems;
import onestop.engine.running.SlaExpressions;
import onestop.engine.running.StepDefinitions;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.ExpressionManager;

/**
 * The three expressions that a model may contain, each implemented by a method of this application.
 * There is no expression language behind them, so no other expression can be evaluated. A text
 * without {@code ${} or {@code #{} is a literal; any other expression is refused when the model is
 * parsed.
 */
public final class KnownExpressions implements ExpressionManager {
  static final String ANNOUNCE = "${announce}";
  static final String NEXT_MARK = "${sla.nextMark(execution)}";
  private static final Pattern OUTCOME = Pattern.compile("\\$\\{outcome == '([a-z_]+)'}");

  private final Function<VariableScope, Object> announce;
  private final Function<VariableScope, Object> nextMark;

  private KnownExpressions(
      Function<VariableScope, Object> announce, Function<VariableScope, Object> nextMark) {
    this.announce = announce;
    this.nextMark = nextMark;
  }

  /** The expressions of the running engine. */
  public static KnownExpressions of(Announce announce, SlaExpressions sla) {
    return new KnownExpressions(
        scope -> announce, scope -> sla.nextMark((DelegateExecution) scope));
  }

  /**
   * The expressions of a parser without an engine: the same texts are accepted, but none can be
   * evaluated.
   */
  static KnownExpressions unbound() {
    Function<VariableScope, Object> nothing =
        scope -> {
          throw new IllegalStateException("a model that is only read does not run");
        };
    return new KnownExpressions(nothing, nothing);
  }

  /** The outcome that a condition compares with; empty if the text is no condition. */
  static Optional<String> outcome(String text) {
    Matcher outcome = OUTCOME.matcher(text.strip());
    return outcome.matches() ? Optional.of(outcome.group(1)) : Optional.empty();
  }

  @Override
  public Expression createExpression(String text) {
    if (!text.contains("${") && !text.contains("#{")) {
      return new Known(text, scope -> text);
    }
    String stripped = text.strip();
    if (stripped.equals(ANNOUNCE)) {
      return new Known(stripped, announce);
    }
    if (stripped.equals(NEXT_MARK)) {
      return new Known(stripped, nextMark);
    }
    String word =
        outcome(stripped)
            .orElseThrow(
                () -> new ProcessEngineException("not one of the known expressions: " + stripped));
    return new Known(stripped, scope -> word.equals(outcomeOf(scope, stripped)));
  }

  private static Object outcomeOf(VariableScope scope, String text) {
    if (!scope.hasVariable(CamundaWorkItems.OUTCOME)) {
      throw new ProcessEngineException("no work item ended with an outcome before " + text);
    }
    return String.valueOf(scope.getVariable(CamundaWorkItems.OUTCOME));
  }

  /**
   * Ignores functions: those that the engine would add for its own expression language are not
   * used.
   */
  @Override
  public void addFunction(String name, Method function) {}

  private record Known(String text, Function<VariableScope, Object> value) implements Expression {
    @Override
    public Object getValue(VariableScope scope) {
      return value.apply(scope);
    }

    @Override
    public Object getValue(VariableScope scope, BaseDelegateExecution context) {
      return value.apply(scope);
    }

    @Override
    public void setValue(Object set, VariableScope scope) {
      throw new ProcessEngineException("a model assigns nothing: " + text);
    }

    @Override
    public void setValue(Object set, VariableScope scope, BaseDelegateExecution context) {
      setValue(set, scope);
    }

    @Override
    public boolean isLiteralText() {
      return !text.contains("${");
    }

    @Override
    public String getExpressionText() {
      return text;
    }

    /**
     * Returns the text, as the engine's own expressions do; {@link StepDefinitions} reads roles by
     * it.
     */
    @Override
    public String toString() {
      return text;
    }
  }
}
