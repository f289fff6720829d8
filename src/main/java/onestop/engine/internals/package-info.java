/**
 * Code that depends on engine classes beyond the public interface; written against Camunda 7.24.0.
 * The page docs/engine-internals.md lists these classes, the reasons, and the test of each that
 * fails first.
 */
@NullMarked
package onestop.engine.internals;

import org.jspecify.annotations.NullMarked;
