"""Takes GPU memory in steps of 1/40 of the card until PyTorch is refused: a real process that grows to out-of-memory.

Plain allocations only (cudaMalloc behind PyTorch's caching allocator), never managed memory.
"""

import time

import torch

total = torch.cuda.get_device_properties(0).total_memory
held = []
try:
    while True:
        held.append(torch.empty(total // 40, dtype=torch.uint8, device="cuda"))
        print(f"allocated {torch.cuda.memory_allocated()} bytes", flush=True)
        time.sleep(1)
except torch.OutOfMemoryError as refusal:
    print(f"out of memory: {str(refusal).splitlines()[0]}", flush=True)
