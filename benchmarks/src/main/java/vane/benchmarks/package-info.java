/** JMH benchmarks of the kernels. */
package vane.benchmarks;
