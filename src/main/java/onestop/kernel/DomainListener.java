package onestop.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.Order;

/**
 * Marks a listener method of a {@link DomainEvent}. It runs on the publisher's thread, inside the
 * publisher's transaction, in a named phase. {@code docs/events.md} is generated from these
 * annotations.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EventListener
@Order
public @interface DomainListener {
  /** Obligations follow from the fact. */
  int OBLIGATIONS = 0;

  /** Notifications follow from the obligations. */
  int ESCALATIONS = 10;

  /** The running process follows from the clock. */
  int PROCESS = 20;

  /** Read models follow from all of it. */
  int READ_MODELS = 30;

  /** One of the phases above; earlier ones have smaller numbers. */
  @AliasFor(annotation = Order.class, attribute = "value")
  int phase();

  /** The tables that the method writes, or has its module write; none for a guard. */
  String[] writes();
}
