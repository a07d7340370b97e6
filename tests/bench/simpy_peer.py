# SPDX-License-Identifier: GPL-3.0-or-later
"""SimPy's way: a process for each customer, who asks for the server. simpy_peer.py CUSTOMERS; prints customers and
seconds of processor. SimPy 2 (Debian's python3-simpy) or later."""
import random
import sys
import time

customers = int(sys.argv[1])
numbers = random.Random(1)


def with_simpy2():
    from SimPy.Simulation import Process, Resource, Simulation, hold, release, request

    class Customer(Process):
        def visit(self, server):
            yield request, self, server
            yield hold, self, numbers.expovariate(100)
            yield release, self, server

    class Source(Process):
        def generate(self, server):
            for _ in range(customers):
                yield hold, self, numbers.expovariate(80)
                customer = Customer(sim=self.sim)
                self.sim.activate(customer, customer.visit(server))

    simulation = Simulation()
    simulation.initialize()
    source = Source(sim=simulation)
    simulation.activate(source, source.generate(Resource(capacity=1, sim=simulation)))
    return lambda: simulation.simulate(until=1e12)


def with_simpy3():
    import simpy

    environment = simpy.Environment()
    server = simpy.Resource(environment, capacity=1)

    def customer():
        with server.request() as turn:
            yield turn
            yield environment.timeout(numbers.expovariate(100))

    def source():
        for _ in range(customers):
            yield environment.timeout(numbers.expovariate(80))
            environment.process(customer())

    environment.process(source())
    return environment.run


try:
    run = with_simpy3()
except ImportError:
    run = with_simpy2()
begin = time.process_time()
run()
print(customers, time.process_time() - begin)
