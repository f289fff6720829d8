/**
 * What we need of the engine beyond its public interface; written against Camunda 7.24.0. The page
 * docs/engine-internals.md says which of its classes, why, and which test fails first.
 */
@NullMarked
package onestop.engine.internals;

import org.jspecify.annotations.NullMarked;
